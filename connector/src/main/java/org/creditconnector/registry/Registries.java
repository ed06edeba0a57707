package org.creditconnector.registry;

import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.creditconnector.registry.api.RegistryApiProfile;
import org.creditconnector.registry.baihang.BaihangProfile;
import org.creditconnector.registry.pbcrc.PbcrcProfile;
import org.creditconnector.yaml.Suggestions;

/** The kinds of registries this installation can report to, by code. */
public final class Registries {
    private final SortedMap<String, RegistryProfile> profiles = new TreeMap<>();

    /**
     * @param profiles one of each kind
     * @throws IllegalArgumentException when two have the same code
     */
    public Registries(Collection<RegistryProfile> profiles) {
        for (RegistryProfile profile : profiles) {
            if (this.profiles.put(profile.code(), profile) != null) {
                throw new IllegalArgumentException("two registry profiles have the code " + profile.code());
            }
        }
    }

    /** The kinds that come with the application, with their standard settings. */
    public static Registries shipped() {
        return new Registries(List.of(
                new RegistryApiProfile(RegistryApiProfile.Settings.DEFAULT), new PbcrcProfile(), new BaihangProfile()));
    }

    /** Codes in order. */
    public Collection<String> codes() {
        return profiles.keySet();
    }

    /**
     * The profile of a code.
     *
     * @throws IllegalArgumentException when there is none; the message names the nearest and all others
     */
    public RegistryProfile profile(String code) {
        RegistryProfile profile = profiles.get(code);
        if (profile == null) {
            throw new IllegalArgumentException("unknown registry profile '" + code + "'" + nearest(code)
                    + "; there are: " + String.join(", ", profiles.keySet()));
        }
        return profile;
    }

    private String nearest(String code) {
        return Suggestions.nearest(code, profiles.keySet())
                .map(known -> ", did you mean '" + known + "'?")
                .orElse("");
    }
}
