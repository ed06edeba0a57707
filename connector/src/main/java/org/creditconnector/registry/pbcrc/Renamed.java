package org.creditconnector.registry.pbcrc;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import org.creditconnector.record.FormerKey;
import org.creditconnector.registry.DueItems.Due;
import org.creditconnector.registry.ItemKind;
import org.creditconnector.registry.SubjectHistory;
import org.creditconnector.registry.pbcrc.message.Message;
import org.creditconnector.registry.pbcrc.message.MessagePack;
import org.jspecify.annotations.Nullable;

/** Subjects whose key at the lender changed after they were told: history and state go over to the new identifier (211 and its kin). */
final class Renamed {
    private final PbcrcSettings settings;
    private final MessagePack pack;

    Renamed(PbcrcSettings settings, MessagePack pack) {
        this.settings = settings;
        this.pack = pack;
    }

    /** Subjects of former keys, the newest first. */
    static List<String> former(String kind, List<FormerKey> keys) {
        return keys.stream()
                .sorted(Comparator.comparing(FormerKey::getValidUntil).reversed())
                .map(key -> kind + key.getAccountKey())
                .toList();
    }

    /** Whether what is on file, if anything, is so under today's key. */
    static boolean isKnownAs(String kind, String key, SubjectHistory history) {
        return history.accepted() == null || history.subject().equals(kind + key);
    }

    /**
     * The change that is due.
     *
     * @param record type of the record that tells it
     * @param kind beginning of the subject, e.g. {@code agreement:}
     * @param key today's key
     * @return null where the registry knows the subject by it, or not at all
     */
    @Nullable Due change(String record, String kind, String key, LocalDate asOf, SubjectHistory history) {
        SubjectHistory.Accepted newest = history.accepted();
        if (newest == null || isKnownAs(kind, key, history)) {
            return null;
        }
        String old = history.subject().substring(kind.length());
        Message message = pack.arranged(Message.of(record)
                .fields(parts -> parts.put("OdBnesCode", settings.businessCode(old))
                        .put("NwBnesCode", settings.businessCode(key)))
                .build());
        Told told = Told.newBuilder()
                .setRecordType(record)
                .setReportDate(asOf)
                .setTimePoint("")
                .setSegments(new TreeMap<>())
                .build();
        return new Due(
                ItemKind.ID_CHANGE,
                asOf,
                history.lastSequence() + 1,
                newest.itemId(),
                null,
                new Drafted(message, told));
    }
}
