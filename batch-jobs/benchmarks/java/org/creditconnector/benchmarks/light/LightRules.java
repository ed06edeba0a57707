package org.creditconnector.benchmarks.light;

import java.util.Set;

/** Thirty field rules over a {@link LightAccount}; a bit is set for each that is broken. */
public final class LightRules {
    private static final Set<String> CURRENCIES = Set.of("CNY", "USD", "EUR", "HKD", "JPY", "GBP");
    /** Weights and check characters of GB 11643. */
    private static final int[] WEIGHTS = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};

    private static final String CHECK_CHARACTERS = "10X98765432";
    /** 1900-01-01. */
    private static final int EARLIEST_BIRTH = -25_567;

    private LightRules() {}

    /** Zero when every rule holds. */
    public static int broken(LightAccount a) {
        int broken = identity(a.idNumber, a.birth);
        broken |= bit(4, a.idType < 1 || a.idType > 9);
        broken |= bit(5, a.name == null || a.name.isBlank());
        broken |= bit(6, a.name != null && a.name.length() > 60);
        broken |= bit(7, a.name != null && hasControl(a.name));
        broken |= bit(8, a.birth != LightAccount.NONE
                && (a.birth < EARLIEST_BIRTH || a.birth > LightAccount.REPORTED_DAY));
        broken |= bit(9, a.phone != null && !isPhone(a.phone));
        broken |= bit(10, a.address != null && a.address.length() > 120);
        broken |= bit(11, a.employment != LightAccount.NONE && (a.employment < 0 || a.employment > 8));
        broken |= bit(12, !isCode(a.accountNo, "LN", 14));
        broken |= bit(13, !isCode(a.product, "P", 3));
        broken |= bit(14, !isCode(a.branch, "B", 5));
        broken |= bit(15, !CURRENCIES.contains(a.currency));
        broken |= bit(16, a.opened > a.matures);
        broken |= bit(17, a.opened > LightAccount.REPORTED_DAY);
        broken |= bit(18, a.loan <= 0);
        broken |= bit(19, a.limit != LightAccount.NO_AMOUNT && a.limit < a.loan);
        broken |= bit(20, a.rate < 0);
        broken |= bit(21, a.rate > 360_000);
        broken |= bit(22, a.guarantee < 1 || a.guarantee > 4);
        broken |= bit(23, a.method < 1 || a.method > 3);
        broken |= bit(24, a.term < 1 || a.term > 480);
        broken |= bit(25, a.status < 1 || a.status > 5);
        broken |= bit(26, a.riskClass < 1 || a.riskClass > 5);
        broken |= bit(27, a.balance < 0 || a.balance > a.loan);
        broken |= bit(28, a.instalmentCount != LightAccount.MONTHS);
        broken |= bit(29, monthsContradict(a));
        return broken;
    }

    private static int bit(int place, boolean set) {
        return set ? 1 << place : 0;
    }

    private static int identity(String id, int birth) {
        if (id == null || id.length() != 18) {
            return 1;
        }
        if (!digits(id, 0, 17)) {
            return 1 << 1;
        }
        int sum = 0;
        for (int i = 0; i < 17; i++) {
            sum += (id.charAt(i) - '0') * WEIGHTS[i];
        }
        int broken = bit(2, CHECK_CHARACTERS.charAt(sum % 11) != id.charAt(17));
        if (birth != LightAccount.NONE) {
            broken |= bit(3, !isDate(number(id, 6, 10), number(id, 10, 12), number(id, 12, 14), birth));
        }
        return broken;
    }

    private static boolean monthsContradict(LightAccount a) {
        for (int month = 0; month < LightAccount.MONTHS; month++) {
            if (a.due[month] < 0 || a.paid[month] < 0 || (a.overdue[month] > 0) != (a.periods[month] > 0)) {
                return true;
            }
        }
        return false;
    }

    private static boolean hasControl(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < ' ') {
                return true;
            }
        }
        return false;
    }

    private static boolean isPhone(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!(c >= '0' && c <= '9' || c == ' ' || c == '+' || c == '-')) {
                return false;
            }
        }
        return text.length() >= 6;
    }

    private static boolean digits(String text, int from, int to) {
        for (int i = from; i < to; i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }

    private static boolean isCode(String text, String prefix, int digits) {
        return text != null
                && text.length() == prefix.length() + digits
                && text.startsWith(prefix)
                && digits(text, prefix.length(), text.length());
    }

    private static int number(String text, int from, int to) {
        int value = 0;
        for (int i = from; i < to; i++) {
            value = value * 10 + text.charAt(i) - '0';
        }
        return value;
    }

    /** Days of the proleptic calendar without an object for each date. */
    private static boolean isDate(int year, int month, int day, int epochDay) {
        int marchYear = month <= 2 ? year - 1 : year;
        int era = Math.floorDiv(marchYear, 400);
        int yearOfEra = marchYear - era * 400;
        int dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
        int dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear;
        return era * 146_097 + dayOfEra - 719_468 == epochDay;
    }
}
