package org.creditconnector.registry.pbcrc.message;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The first line of a feedback file, exactly 72 characters. */
record FeedbackHeader(
        String version,
        String submission,
        char flag,
        String recordVersion,
        LocalDateTime createdAt,
        int loaded,
        int refused) {
    static final int LENGTH = 72;

    String line() {
        return "A072" + version + submission + flag + recordVersion + FileHeader.TIME.format(createdAt)
                + String.format(Locale.ROOT, "%07d%07d", loaded, refused);
    }

    /** Null when it is malformed. */
    static @Nullable FeedbackHeader parse(String line) {
        if (line.length() != LENGTH
                || !line.startsWith("A072")
                || !FileHeader.isVersion(line.substring(4, 9))
                || !FileHeader.isVersion(line.substring(39, 44))
                || FileName.parse(line.substring(9, 39) + ".txt").isEmpty()
                || line.charAt(38) == FileName.SUBMISSION
                || !ValueType.digits(line, 58, LENGTH)) {
            return null;
        }
        try {
            return new FeedbackHeader(
                    line.substring(4, 9),
                    line.substring(9, 38),
                    line.charAt(38),
                    line.substring(39, 44),
                    LocalDateTime.parse(line.substring(44, 58), FileHeader.TIME),
                    ValueType.digitsOf(line, 58, 65),
                    ValueType.digitsOf(line, 65, LENGTH));
        } catch (DateTimeException noTime) {
            return null;
        }
    }
}
