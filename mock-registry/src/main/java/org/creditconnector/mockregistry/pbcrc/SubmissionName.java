package org.creditconnector.mockregistry.pbcrc;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Name of a submitted file (section 2.1): provider, day, record type, a reserved 0, serial, feedback flag 0, suffix.
 *
 * @param day 8 digits
 */
record SubmissionName(String text, String provider, String day, String type) {
    private static final Pattern FORM = Pattern.compile("([A-Z0-9]{14})([0-9]{8})([0-9]{3})0[A-Z0-9]{3}0\\.(txt|enc)");

    static @Nullable SubmissionName read(String text) {
        Matcher match = FORM.matcher(text);
        if (!match.matches()) {
            return null;
        }
        String day = match.group(2);
        String iso = day.substring(0, 4) + "-" + day.substring(4, 6) + "-" + day.substring(6);
        return Tagged.day(iso) == null ? null : new SubmissionName(text, match.group(1), day, match.group(3));
    }

    /** The day on which the file was made, {@code 2024-04-02}. */
    String madeOn() {
        return day.substring(0, 4) + "-" + day.substring(4, 6) + "-" + day.substring(6);
    }
}
