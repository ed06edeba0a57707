package org.creditconnector.night;

import java.util.ArrayList;
import java.util.List;
import org.creditconnector.mockregistry.Effect;

/** Effects at the reference registry in words that are the same for the same nights. */
final class ReferenceEffects {
    private ReferenceEffects() {}

    static List<String> words(List<Effect> effects) {
        List<String> words = new ArrayList<>();
        for (Effect effect : effects) {
            Effect.Item item = effect.item();
            if (item != null) {
                words.add(effect.kind() + " " + item.subject() + " " + item.kind() + " " + item.reportDate() + " "
                        + item.sequence() + " " + item.record());
            } else {
                words.add(effect.kind() + " " + effect.lender() + " " + effect.packageSequence());
            }
        }
        return words;
    }
}
