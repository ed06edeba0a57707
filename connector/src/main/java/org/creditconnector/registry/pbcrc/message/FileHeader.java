package org.creditconnector.registry.pbcrc.message;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Locale;
import java.util.Optional;

/**
 * The first line of a message file, exactly 50 characters.
 *
 * @param record the one record type in the file
 * @param version record version, e.g. {@code 2.0.0}
 * @param template {@code 10} or {@code 90} for basic information (110, 310), empty for all others
 * @param provider section code of the data provider
 * @param createdAt time the file was made
 * @param count records in the file
 */
public record FileHeader(
        String record, String version, String template, String provider, LocalDateTime createdAt, int count) {
    /** Characters of the line. */
    static final int LENGTH = 50;

    static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuuMMddHHmmss", Locale.ROOT).withResolverStyle(ResolverStyle.STRICT);
    private static final String NO_TEMPLATE = "  ";
    private static final int MAX_COUNT = 9_999_999;

    /** @throws IllegalArgumentException when the result would be no header */
    public FileHeader {
        if (count < 0 || count > MAX_COUNT) {
            throw new IllegalArgumentException("header with " + count + " records, expected 0 to " + MAX_COUNT);
        }
        if (!ValueType.digits(record, 0, record.length())
                || record.length() != 3
                || !isVersion(version)
                || (!template.isEmpty() && (template.length() != 2 || !FileName.alphanumeric(template)))
                || provider.length() != FileName.PROVIDER_LENGTH
                || !FileName.alphanumeric(provider)) {
            throw new IllegalArgumentException("header of record '" + record + "', version '" + version
                    + "', template '" + template + "', provider '" + provider
                    + "': expected 3 digits, d.d.d, two characters or none, 14 letters and digits");
        }
    }

    /** The line, without a line break. */
    public String line() {
        return "A050" + record + version + (template.isEmpty() ? NO_TEMPLATE : template) + provider
                + TIME.format(createdAt) + "0" + String.format(Locale.ROOT, "%07d", count);
    }

    /** Reads a line; empty when it is malformed (ABH005). */
    public static Optional<FileHeader> parse(String line) {
        if (line.length() != LENGTH
                || !line.startsWith("A050")
                || line.charAt(42) != '0'
                || !ValueType.digits(line, 43, LENGTH)) {
            return Optional.empty();
        }
        String template = line.substring(12, 14);
        try {
            return Optional.of(new FileHeader(
                    line.substring(4, 7),
                    line.substring(7, 12),
                    template.equals(NO_TEMPLATE) ? "" : template,
                    line.substring(14, 28),
                    LocalDateTime.parse(line.substring(28, 42), TIME),
                    ValueType.digitsOf(line, 43, LENGTH)));
        } catch (DateTimeException | IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

    static boolean isVersion(String text) {
        return text.length() == 5
                && ValueType.digits(text, 0, 1)
                && text.charAt(1) == '.'
                && ValueType.digits(text, 2, 3)
                && text.charAt(3) == '.'
                && ValueType.digits(text, 4, 5);
    }
}
