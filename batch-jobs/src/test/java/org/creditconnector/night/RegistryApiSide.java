package org.creditconnector.night;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.creditconnector.mockregistry.Arrivals;
import org.creditconnector.mockregistry.Effect;
import org.creditconnector.mockregistry.MockRegistry;
import org.creditconnector.registry.Power;
import org.creditconnector.registry.Powers;
import org.creditconnector.registry.Registries;

/** The reference registry over HTTP. */
final class RegistryApiSide implements OtherSide {
    private static final String PROFILE = "registry-api";

    private final MockRegistry registry = MockRegistry.start();
    private String lacks = "";
    private String faults = "";
    private String rejects = "";

    private void play() {
        registry.scenarioPage("description: As the test wants it.\n" + lacks + faults + rejects);
    }

    @Override
    public String configuration() {
        return "profile: " + PROFILE + "\nchannel: http\nurl: " + registry.url();
    }

    @Override
    public Powers declared() {
        return Registries.shipped().profile(PROFILE).powers();
    }

    @Override
    public void lack(Set<Power> powers) {
        lacks = "lacks: [" + powers.stream().map(Power::key).collect(Collectors.joining(", ")) + "]\n";
        play();
    }

    @Override
    public void loseNextAnswer() {
        faults = "faults: [{on: putPackage, occurrences: 1, do: reset-after-effect}]\n";
        play();
    }

    @Override
    public void loseNextPackage() {
        faults = "faults: [{on: putPackage, occurrences: 1, do: reset-before-effect}]\n";
        play();
    }

    @Override
    public void reject(String accountKey) {
        rejects = "rejects: [{code: X1, message: Blocked., subjects: ['account:" + accountKey + "']}]\n";
        play();
    }

    @Override
    public long arrivals() {
        return registry.arrivals()
                .getOrDefault("putPackage", new Arrivals(0, 0))
                .requests();
    }

    @Override
    public List<String> kept() {
        return registry.effects().stream()
                .filter(effect -> effect.kind() == Effect.Kind.PACKAGE_KEPT)
                .map(Effect::packageId)
                .toList();
    }

    @Override
    public List<String> effective() {
        return registry.effects().stream()
                .filter(effect -> effect.kind() == Effect.Kind.ITEM_ACCEPTED)
                .map(Effect::item)
                .map(item -> item.subject().replace("account:", "") + " " + item.sequence() + " " + item.kind())
                .toList();
    }

    @Override
    public void forget() {
        registry.reset();
        lacks = "";
        faults = "";
        rejects = "";
    }

    @Override
    public List<String> everything() {
        return ReferenceEffects.words(registry.effects());
    }

    @Override
    public void close() {
        registry.close();
    }
}
