package org.creditconnector.registry;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Map;

/** Settings that several profiles have, read from what a target tells. Errors are one sentence that begins with the setting's name. */
public final class SharedSettings {
    private static final int MOST_MONTHS = 60;

    private SharedSettings() {}

    /** One of two words, small or capital letters; the first one where nothing was told. */
    public static String choice(Map<String, String> told, String name, String standard, String other) {
        String written = told.getOrDefault(name, standard);
        String value = written.toLowerCase(Locale.ROOT);
        if (!value.equals(standard) && !value.equals(other)) {
            throw new IllegalArgumentException(name + ": '" + written + "', expected " + standard + " or " + other);
        }
        return value;
    }

    /** {@code legal-gates}: whether consent and notice are demanded before anything leaves. */
    public static boolean legalGates(Map<String, String> told) {
        return choice(told, "legal-gates", "on", "off").equals("on");
    }

    /** {@code history-months}: months before the first run that are reported too. */
    public static int historyMonths(Map<String, String> told) {
        String text = told.getOrDefault("history-months", "0");
        int months;
        try {
            months = Integer.parseInt(text);
        } catch (NumberFormatException e) {
            months = -1;
        }
        if (months < 0 || months > MOST_MONTHS) {
            throw new IllegalArgumentException("history-months: '" + text + "', expected 0 to " + MOST_MONTHS);
        }
        return months;
    }

    /** {@code time-zone}. */
    public static ZoneId zone(Map<String, String> told, ZoneId standard) {
        String id = told.getOrDefault("time-zone", standard.getId());
        try {
            return ZoneId.of(id);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("time-zone: '" + id + "', expected a name like Asia/Shanghai", e);
        }
    }
}
