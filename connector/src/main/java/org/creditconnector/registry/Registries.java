package org.creditconnector.registry;

import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.creditconnector.registry.api.RegistryApiProfile;

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
        return new Registries(List.of(new RegistryApiProfile(RegistryApiProfile.Settings.DEFAULT)));
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
        return profiles.keySet().stream()
                .filter(known -> distance(known, code) <= Math.max(2, known.length() / 3))
                .min((a, b) -> Integer.compare(distance(a, code), distance(b, code)))
                .map(known -> ", did you mean '" + known + "'?")
                .orElse("");
    }

    /** Letters to change, add or take away (Levenshtein). */
    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int changed = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(changed, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.length()];
    }
}
