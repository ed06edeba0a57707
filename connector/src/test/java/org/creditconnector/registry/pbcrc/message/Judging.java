package org.creditconnector.registry.pbcrc.message;

import java.time.LocalDateTime;

/** What the samples are judged with: provider, branch, day of the file, and the check digit of the resident identity number. */
final class Judging {
    static final String PROVIDER = "Z99999999H0001";
    static final MessagePack PACK = MessagePack.shipped();
    static final MessageChecks CHECKS = new MessageChecks(PACK, PROVIDER::equals, Judging::obeys);
    private static final int[] WEIGHTS = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};

    private Judging() {}

    static FileHeader header(Message message) {
        RecordLayout layout = PACK.record(message.record());
        return new FileHeader(
                message.record(),
                PACK.head().version(),
                layout.template(),
                PROVIDER,
                LocalDateTime.of(2024, 9, 1, 1, 0),
                1);
    }

    private static boolean obeys(String category, String kind, String number) {
        if (!category.equals("1") || !kind.equals("10")) {
            return true;
        }
        int sum = 0;
        for (int i = 0; i < WEIGHTS.length; i++) {
            sum += WEIGHTS[i] * (number.charAt(i) - '0');
        }
        return number.length() == 18 && "10X98765432".charAt(sum % 11) == number.charAt(17);
    }
}
