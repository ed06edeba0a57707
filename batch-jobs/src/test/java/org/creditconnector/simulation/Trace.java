package org.creditconnector.simulation;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What happened in one story, line by line, and how often each fault struck. */
final class Trace {
    private final List<String> lines = new ArrayList<>();
    private final Map<String, Long> faults = new TreeMap<>();

    void say(String line) {
        lines.add(line);
    }

    /** Notes a fault. */
    void fault(String kind, String where) {
        faults.merge(kind, 1L, Long::sum);
        say("  ! " + kind + " " + where);
    }

    List<String> lines() {
        return lines;
    }

    Map<String, Long> faults() {
        return faults;
    }

    /** One number for all of it: the same seed gives the same. */
    String hash() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            lines.forEach(line -> digest.update((line + "\n").getBytes(StandardCharsets.UTF_8)));
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
