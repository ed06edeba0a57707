package org.creditconnector.mockregistry.pbcrc;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The first line of a submitted file (section 2.2), 50 characters.
 *
 * @param template two characters, spaces for records without templates
 * @param madeAt 14 digits
 */
record SubmissionHeader(String type, String version, String template, String provider, String madeAt, int count) {
    private static final Pattern FORM =
            Pattern.compile("A050([0-9]{3})([0-9]\\.[0-9]\\.[0-9])([A-Z0-9 ]{2})([A-Z0-9]{14})([0-9]{14})0([0-9]{7})");
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuuMMddHHmmss", Locale.ROOT).withResolverStyle(ResolverStyle.STRICT);

    static @Nullable SubmissionHeader read(String line) {
        Matcher match = FORM.matcher(line);
        if (!match.matches()) {
            return null;
        }
        try {
            LocalDateTime.parse(match.group(5), TIME);
        } catch (DateTimeException e) {
            return null; // No such moment: a malformed header.
        }
        return new SubmissionHeader(
                match.group(1),
                match.group(2),
                match.group(3),
                match.group(4),
                match.group(5),
                Integer.parseInt(match.group(6)));
    }
}
