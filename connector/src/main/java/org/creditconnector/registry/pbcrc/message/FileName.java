package org.creditconnector.registry.pbcrc.message;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The name of a message or feedback file: 30 characters, a point, {@code txt} or {@code enc}.
 *
 * @param provider section code of the data provider, 14 letters and digits
 * @param createdOn day the file was made
 * @param record the one record type in it
 * @param serial within day and record type; a whole name is never used twice
 * @param flag {@code 0} submission, {@code 1} all loaded, {@code 2} the file refused, {@code 3} some records refused
 * @param suffix {@code txt} plain, {@code enc} after packing and encryption
 */
public record FileName(String provider, LocalDate createdOn, String record, String serial, char flag, String suffix) {
    /** Flag of a file of ours. */
    public static final char SUBMISSION = '0';

    static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("uuuuMMdd", Locale.ROOT).withResolverStyle(ResolverStyle.STRICT);
    static final int PROVIDER_LENGTH = 14;
    private static final int STEM = 30;
    private static final int RADIX = 36;
    private static final int SERIALS = RADIX * RADIX * RADIX;
    private static final String RESERVED = "0";

    /** @throws IllegalArgumentException when the result would be no file name */
    public FileName {
        String text = stem(provider, createdOn, record, serial) + flag + "." + suffix;
        if (parts(text) == null) {
            throw new IllegalArgumentException("'" + text + "' is no file name: expected 14 letters and digits, day, "
                    + "3 digits, 0, 3 letters and digits, flag 0 to 3, .txt or .enc");
        }
    }

    /** The name of a submission. */
    public static FileName submission(String provider, LocalDate createdOn, String record, String serial) {
        return new FileName(provider, createdOn, record, serial, SUBMISSION, "txt");
    }

    /**
     * The serial of a running number: 0 is {@code 000}, 35 is {@code 00Z}, 36 is {@code 010}.
     *
     * @throws IllegalArgumentException from 46,656 on: a day has no more serials
     */
    public static String serial(int number) {
        if (number < 0 || number >= SERIALS) {
            throw new IllegalArgumentException("file serial " + number + ", expected 0 to " + (SERIALS - 1)
                    + ": no more files of this record type can be made on this day");
        }
        String digits = Integer.toString(number, RADIX).toUpperCase(Locale.ROOT);
        return "000".substring(digits.length()) + digits;
    }

    /** Reads a name; empty when it is malformed (ABN003). */
    public static Optional<FileName> parse(String name) {
        String[] parts = parts(name);
        return parts == null
                ? Optional.empty()
                : Optional.of(new FileName(
                        parts[0], LocalDate.parse(parts[1], DAY), parts[2], parts[3], parts[4].charAt(0), parts[5]));
    }

    /** The name of the feedback to this submission. */
    public FileName feedback(char feedbackFlag) {
        return new FileName(provider, createdOn, record, serial, feedbackFlag, suffix);
    }

    /** The first 29 characters: the name without its flag, by which a feedback names the submission. */
    public String stem() {
        return stem(provider, createdOn, record, serial);
    }

    /** The name as written. */
    public String text() {
        return stem() + flag + "." + suffix;
    }

    @Override
    public String toString() {
        return text();
    }

    private static String stem(String provider, LocalDate createdOn, String record, String serial) {
        return provider + DAY.format(createdOn) + record + RESERVED + serial;
    }

    private static String @Nullable [] parts(String name) {
        if (name.length() != STEM + 4 || name.charAt(STEM) != '.') {
            return null;
        }
        String[] parts = {
            name.substring(0, 14),
            name.substring(14, 22),
            name.substring(22, 25),
            name.substring(26, 29),
            name.substring(29, 30),
            name.substring(31)
        };
        boolean right = alphanumeric(parts[0])
                && isDay(parts[1])
                && ValueType.digits(parts[2], 0, 3)
                && name.substring(25, 26).equals(RESERVED)
                && alphanumeric(parts[3])
                && parts[4].charAt(0) >= '0'
                && parts[4].charAt(0) <= '3'
                && (parts[5].equals("txt") || parts[5].equals("enc"));
        return right ? parts : null;
    }

    static boolean isDay(String text) {
        try {
            return ValueType.digits(text, 0, text.length()) && LocalDate.parse(text, DAY) != null;
        } catch (DateTimeException noDay) {
            return false;
        }
    }

    /** Capital letters and digits only, at least one. */
    static boolean alphanumeric(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!((c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z'))) {
                return false;
            }
        }
        return !text.isEmpty();
    }
}
