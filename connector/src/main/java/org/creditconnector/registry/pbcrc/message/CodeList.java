package org.creditconnector.registry.pbcrc.message;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.creditconnector.registry.pack.PackTable;
import org.jspecify.annotations.Nullable;

/**
 * A code list of the pack. A code may be valid only for some values of another field, e.g. of the account type; {@code ?} in a code of
 * the table stands for any one letter or digit, where the codes themselves are not public.
 */
public final class CodeList {
    /** Role of the codes that end a subject. */
    static final String CLOSED = "closed";

    private final String name;
    private final Map<String, Set<String>> exact;
    private final List<String> patterns;
    private final Map<String, String> meanings;
    private final Map<String, List<Role>> roles;

    private CodeList(
            String name,
            Map<String, Set<String>> exact,
            List<String> patterns,
            Map<String, String> meanings,
            Map<String, List<Role>> roles) {
        this.name = name;
        this.exact = exact;
        this.patterns = patterns;
        this.meanings = meanings;
        this.roles = roles;
    }

    /** File name without folder and suffix. */
    public String name() {
        return name;
    }

    /** Whether the code is in the list, for whatever account type. */
    public boolean contains(String code) {
        return exact.containsKey(code) || matches(code);
    }

    /** Whether the code is valid for a value of the field that the list depends on; true for codes that depend on none. */
    public boolean isFor(String code, String key) {
        Set<String> keys = exact.get(code);
        return keys == null ? matches(code) : keys.isEmpty() || keys.contains(key);
    }

    /** Codes as written with what they mean, in the order of the table; of a code that stands in several rows the first meaning. */
    public Map<String, String> meanings() {
        return meanings;
    }

    /** A code that passes: the first of the table, for a key where one is given. For samples and generated messages. */
    public @Nullable String anyCode(@Nullable String key) {
        for (String code : meanings.keySet()) {
            String plain = code.replace("?", "0");
            if (patterns.contains(code) || key == null || isFor(code, key)) {
                return patterns.contains(code) ? plain : code;
            }
        }
        return null;
    }

    /**
     * What a code is to the rules, e.g. {@code closed} of an account status; empty when it is nothing special.
     *
     * @param key value of the field that the list depends on; null takes the first of the table
     */
    public String role(@Nullable String code, @Nullable String key) {
        List<Role> candidates = code == null ? null : roles.get(code);
        if (candidates != null) {
            for (Role role : candidates) {
                if (key == null || role.keys.isEmpty() || role.keys.contains(key)) {
                    return role.name;
                }
            }
        }
        return "";
    }

    /** Whether some code has a role. */
    boolean hasRole(String role) {
        return roles.values().stream().flatMap(List::stream).anyMatch(one -> one.name.equals(role));
    }

    private record Role(Set<String> keys, String name) {}

    private boolean matches(String code) {
        for (int i = 0; i < patterns.size(); i++) {
            if (matches(patterns.get(i), code)) {
                return true;
            }
        }
        return false;
    }

    private static boolean matches(String pattern, String code) {
        if (pattern.length() != code.length()) {
            return false;
        }
        for (int i = 0; i < code.length(); i++) {
            char wanted = pattern.charAt(i);
            char c = code.charAt(i);
            boolean fits = wanted == '?' ? (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') : wanted == c;
            if (!fits) {
                return false;
            }
        }
        return true;
    }

    static CodeList read(PackTable table, String name) {
        Map<String, Set<String>> exact = new HashMap<>();
        List<String> patterns = new ArrayList<>();
        Map<String, String> meanings = new LinkedHashMap<>();
        Map<String, List<Role>> roles = new HashMap<>();
        Set<String> seen = new HashSet<>();
        for (PackTable.Row row : table.rows()) {
            String code = row.text("code");
            List<String> keys = row.words("for");
            if (code.isEmpty() || !seen.add(code + " for " + keys)) {
                row.problem("code '" + code + "' is empty or stands twice");
            }
            meanings.putIfAbsent(code, row.text("meaning"));
            if (!row.text("role").isEmpty()) {
                roles.computeIfAbsent(code, c -> new ArrayList<>()).add(new Role(Set.copyOf(keys), row.text("role")));
            }
            if (code.contains("?")) {
                patterns.add(code);
            } else if (keys.isEmpty()) {
                exact.put(code, Set.of());
            } else {
                Set<String> known = exact.computeIfAbsent(code, c -> new HashSet<>(keys));
                if (!known.isEmpty()) {
                    known.addAll(keys);
                }
            }
        }
        if (meanings.isEmpty()) {
            table.problem("has no row, expected at least one code");
        }
        return new CodeList(name, exact, List.copyOf(patterns), Collections.unmodifiableMap(meanings), roles);
    }
}
