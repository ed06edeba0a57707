package org.creditconnector.registry.pbcrc.message;

import java.time.LocalDateTime;

/** What the samples are judged with: provider, branch and day of the file. */
final class Judging {
    static final String PROVIDER = "Z99999999H0001";
    static final MessagePack PACK = MessagePack.shipped();
    static final MessageChecks CHECKS = new MessageChecks(PACK, PROVIDER::equals, new IdentifierNumbers(PACK));

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
}
