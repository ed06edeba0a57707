package org.creditconnector.registry.baihang;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.creditconnector.registry.PackageNames;

/** {@code institution_kind_day_number}, numbered within the day and kind. Single records have such names too, for our own books. */
final class BaihangNames implements PackageNames {
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyyyMMdd", Locale.ROOT);
    private static final int MOST_FILES = 9_999;

    private final BaihangSettings settings;
    private final boolean files;

    /** @param files whether packages are files, of which a day takes 9,999 of a kind */
    BaihangNames(BaihangSettings settings, boolean files) {
        this.settings = settings;
        this.files = files;
    }

    @Override
    public String series(String sendClass, Instant createdAt) {
        return settings.institution() + "_" + Kinds.ofSendClass(sendClass) + "_"
                + DAY.format(createdAt.atZone(settings.zone())) + "_";
    }

    @Override
    public String name(String series, int serial) {
        if (files && serial > MOST_FILES) {
            throw new IllegalStateException("files " + series + " are numbered up to " + MOST_FILES
                    + "; raise limits.items of the target, or send the rest with the next date");
        }
        return series + String.format(Locale.ROOT, "%04d", serial) + (files ? settings.ending() : "");
    }
}
