package org.creditconnector.mockregistry;

/**
 * Rules of identifiers as the registry reads them: resident identity numbers by GB 11643-1999, unified social credit codes by
 * GB 32100-2015. Other kinds obey any.
 */
final class PbcrcNumbers {
    private static final int[] RESIDENT = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
    private static final String RESIDENT_CHECK = "10X98765432";
    private static final String SOCIAL_CREDIT = "0123456789ABCDEFGHJKLMNPQRTUWXY";

    private PbcrcNumbers() {}

    static boolean obeys(String category, String kind, String number) {
        return switch (category + kind) {
            case "110" -> resident(number);
            case "220" -> socialCredit(number);
            default -> true;
        };
    }

    private static boolean resident(String number) {
        if (!number.matches("[1-9][0-9]{16}[0-9X]")) {
            return false;
        }
        int sum = 0;
        for (int i = 0; i < RESIDENT.length; i++) {
            sum += RESIDENT[i] * (number.charAt(i) - '0');
        }
        return number.charAt(17) == RESIDENT_CHECK.charAt(sum % 11);
    }

    private static boolean socialCredit(String number) {
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
}
