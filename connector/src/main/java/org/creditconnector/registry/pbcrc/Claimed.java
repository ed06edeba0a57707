package org.creditconnector.registry.pbcrc;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.creditconnector.registry.SubjectClaim;

/** The content of a claim: the record as it would be told for the first time, in a line, then the subject's former names, a line each. */
final class Claimed {
    private Claimed() {}

    static byte[] content(String line, List<String> former) {
        return former.isEmpty() ? Tolds.utf8(line) : Tolds.utf8(line + "\n" + String.join("\n", former));
    }

    private static String[] lines(SubjectClaim claim) {
        return new String(Objects.requireNonNull(claim.content()), StandardCharsets.UTF_8).split("\n", -1);
    }

    static String line(SubjectClaim claim) {
        return lines(claim)[0];
    }

    /** None of a claim that says what is on file. */
    static List<String> former(SubjectClaim claim) {
        if (claim.content() == null) {
            return List.of();
        }
        String[] lines = lines(claim);
        return List.of(Arrays.copyOfRange(lines, 1, lines.length));
    }
}
