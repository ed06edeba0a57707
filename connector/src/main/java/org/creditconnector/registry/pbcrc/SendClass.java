package org.creditconnector.registry.pbcrc;

import java.util.Locale;
import org.creditconnector.registry.pbcrc.message.RecordLayout;

/** One file holds one record type, and types go in the registry's order: both are in the name of the send class, e.g. {@code 07-210}. */
final class SendClass {
    private SendClass() {}

    static String of(RecordLayout layout) {
        return String.format(Locale.ROOT, "%02d-%s", layout.sendOrder(), layout.type());
    }

    static String recordType(String sendClass) {
        return sendClass.substring(sendClass.indexOf('-') + 1);
    }
}
