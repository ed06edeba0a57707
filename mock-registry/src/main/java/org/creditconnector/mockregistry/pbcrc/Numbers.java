package org.creditconnector.mockregistry.pbcrc;

import java.math.BigInteger;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Numbers that carry their own check: resident identity numbers (GB 11643-1999), unified social credit codes (GB 32100-2015),
 * organisation codes (GB 11714-1997), Zhongzheng codes and LEIs (ISO 17442). Other kinds obey any.
 */
final class Numbers {
    private static final int[] RESIDENT = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
    private static final String RESIDENT_CHECK = "10X98765432";
    private static final String SOCIAL_CREDIT = "0123456789ABCDEFGHJKLMNPQRTUWXY";
    private static final int[] ORGANISATION = {3, 7, 9, 10, 5, 8, 4, 2};
    private static final int[] ZHONGZHENG = {1, 3, 5, 7, 11, 2, 13, 1, 1, 17, 19, 97, 23, 29};
    private static final BigInteger NINETY_SEVEN = BigInteger.valueOf(97);

    private Numbers() {}

    /**
     * Whether a number obeys the rule of its kind.
     *
     * @param kind code of the document
     */
    static boolean obeys(boolean person, String kind, String number) {
        if (person) {
            return !kind.equals("10") || resident(number);
        }
        return switch (kind) {
            case "10" -> zhongzheng(number);
            case "20" -> socialCredit(number);
            case "30" -> organisation(number);
            default -> true;
        };
    }

    static boolean resident(String number) {
        if (!number.matches("[0-9]{17}[0-9X]")) {
            return false;
        }
        LocalDate born =
                Tagged.day(number.substring(6, 10) + "-" + number.substring(10, 12) + "-" + number.substring(12, 14));
        if (born == null || born.getYear() < 1901 || born.getYear() > 2099) {
            return false;
        }
        return number.charAt(17) == RESIDENT_CHECK.charAt(weighted(number, RESIDENT) % 11);
    }

    static boolean socialCredit(String number) {
        if (number.length() != 18) {
            return false;
        }
        int sum = 0;
        int weight = 1;
        for (int i = 0; i < 17; i++) {
            int value = SOCIAL_CREDIT.indexOf(number.charAt(i));
            if (value < 0) {
                return false;
            }
            sum += value * weight;
            weight = weight * 3 % SOCIAL_CREDIT.length();
        }
        int check = (SOCIAL_CREDIT.length() - sum % SOCIAL_CREDIT.length()) % SOCIAL_CREDIT.length();
        return number.charAt(17) == SOCIAL_CREDIT.charAt(check);
    }

    static boolean organisation(String number) {
        if (!number.matches("[0-9A-Z]{8}[0-9X]")) {
            return false;
        }
        int check = 11 - weighted(number, ORGANISATION) % 11;
        return number.charAt(8) == (check == 10 ? 'X' : check == 11 ? '0' : (char) ('0' + check));
    }

    static boolean zhongzheng(String number) {
        return number.matches("[0-9A-Z]{14}[0-9]{2}")
                && Integer.parseInt(number.substring(14)) == 1 + weighted(number, ZHONGZHENG) % 97;
    }

    static boolean lei(String number) {
        if (!number.matches("[0-9A-Z]{18}[0-9]{2}")) {
            return false;
        }
        var digits = new StringBuilder();
        number.chars().forEach(c -> digits.append(Character.digit(c, 36)));
        return new BigInteger(digits.toString()).mod(NINETY_SEVEN).equals(BigInteger.ONE);
    }

    private static int weighted(String number, int[] weights) {
        int sum = 0;
        for (int i = 0; i < weights.length; i++) {
            sum += weights[i] * Character.digit(number.charAt(i), 36);
        }
        return sum;
    }

    /** Whether a category (1 or person, 2 or org) means a person; null for neither. */
    static @Nullable Boolean person(String category) {
        return switch (category) {
            case "1", "person" -> Boolean.TRUE;
            case "2", "org" -> Boolean.FALSE;
            default -> null;
        };
    }
}
