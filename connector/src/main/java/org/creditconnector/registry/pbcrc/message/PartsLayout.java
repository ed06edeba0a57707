package org.creditconnector.registry.pbcrc.message;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Fields and groups in the order of the pack, with a way from tag to place. */
final class PartsLayout {
    private final List<PartLayout> parts;
    private final Map<String, Integer> places = new HashMap<>();

    PartsLayout(List<PartLayout> parts) {
        this.parts = List.copyOf(parts);
        for (int i = 0; i < parts.size(); i++) {
            places.put(parts.get(i).tag(), i);
        }
    }

    int size() {
        return parts.size();
    }

    PartLayout part(int place) {
        return parts.get(place);
    }

    List<PartLayout> parts() {
        return parts;
    }

    /** -1 when the tag is none of these. */
    int place(String tag) {
        Integer place = places.get(tag);
        return place == null ? -1 : place;
    }

    @Nullable FieldLayout field(String tag) {
        int place = place(tag);
        return place >= 0 && parts.get(place) instanceof FieldLayout field ? field : null;
    }

    PartsLayout relaxed() {
        return new PartsLayout(parts.stream().map(PartsLayout::relaxed).toList());
    }

    private static PartLayout relaxed(PartLayout part) {
        return part instanceof FieldLayout f
                ? new FieldLayout(
                        f.tag(),
                        f.type(),
                        f.codes(),
                        f.codesBy(),
                        f.codesRule(),
                        f.presence().relaxed(),
                        f.condition(),
                        f.conditionRule(),
                        f.mayBeBlank(),
                        f.checks(),
                        f.meaning(),
                        f.dataClass())
                : part;
    }
}
