package org.creditconnector.command;

import java.util.List;
import java.util.Map;
import org.creditconnector.config.ConnectorConfig;
import org.creditconnector.config.TargetConfig;
import org.creditconnector.registry.Registries;
import org.creditconnector.registry.RegistryProfile;
import org.creditconnector.yaml.Suggestions;
import org.jspecify.annotations.Nullable;

/** Which configured target and sources a call means. */
final class Targets {
    private Targets() {}

    /** The named target; without a name the only one there is. */
    static TargetConfig one(Action action, ConnectorConfig config, @Nullable String name) {
        Map<String, TargetConfig> targets = config.targets();
        if (name != null) {
            TargetConfig target = targets.get(name);
            if (target == null) {
                throw action.usage("there is no target \"" + name + "\"" + Suggestions.hint(name, targets.keySet()));
            }
            return target;
        }
        if (targets.size() == 1) {
            return targets.values().iterator().next();
        }
        throw action.usage(
                targets.isEmpty()
                        ? "there is no target in " + config.file() + "; add one under targets:"
                        : "--target is needed; there are " + String.join(", ", targets.keySet()));
    }

    /** The target's kind of registry, without the powers that this one lacks. */
    static RegistryProfile profile(TargetConfig target) {
        return target.profile(Registries.shipped());
    }

    /** The named source of the target; without a name all that it takes. */
    static List<String> sources(Action action, ConnectorConfig config, TargetConfig target, @Nullable String name) {
        List<String> taken = config.sourcesOf(target);
        if (name == null) {
            if (taken.isEmpty()) {
                throw action.usage("there is no source in " + config.file() + "; add one under sources:");
            }
            return taken;
        }
        if (!taken.contains(name)) {
            throw action.usage("the target " + target.name() + " takes no source \"" + name + "\""
                    + Suggestions.hint(name, taken));
        }
        return List.of(name);
    }
}
