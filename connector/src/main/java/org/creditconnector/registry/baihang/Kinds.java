package org.creditconnector.registry.baihang;

import java.util.Locale;

/** One package holds one kind of record, and kinds go in order: both are in the name of the send class, e.g. {@code 06-D3}. */
final class Kinds {
    private Kinds() {}

    static String sendClass(BaihangPack.Layout layout) {
        return String.format(Locale.ROOT, "%02d-%s", layout.order(), layout.kind());
    }

    static String ofSendClass(String sendClass) {
        return sendClass.substring(sendClass.indexOf('-') + 1);
    }

    /** The second part of a package's name, e.g. of {@code LENDER_D3_20240331_0001.zip.cry}. */
    static String ofName(String name) {
        String[] parts = name.split("_", -1);
        if (parts.length != 4) {
            throw new IllegalArgumentException(
                    "package name '" + name + "', expected institution, kind, day and number");
        }
        return parts[1];
    }
}
