package org.creditconnector.registry.pbcrc;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import org.creditconnector.registry.DueItems.Due;
import org.creditconnector.registry.ItemKind;
import org.creditconnector.registry.RegistryProfile;
import org.creditconnector.registry.SubjectHistory;
import org.creditconnector.registry.SubjectHistory.Accepted;
import org.creditconnector.registry.pbcrc.message.Message;
import org.creditconnector.registry.pbcrc.message.MessagePack;
import org.jspecify.annotations.Nullable;

/**
 * What a person withdrew. The whole of a subject goes with its history, by one request. Of a single report date only the segments that tell
 * of that date can go (spec.md, section "Corrections"): the record itself and its current view stay, and at most one segment of a
 * date goes in a night, so that what is on file is always known.
 */
final class TakenBack {
    private final PbcrcSettings settings;
    private final MessagePack pack;

    TakenBack(PbcrcSettings settings, MessagePack pack) {
        this.settings = settings;
        this.pack = pack;
    }

    /** Tags of the segments of a kind of record that tell of their date, in the order in which they go. */
    private static List<String> dated(String recordType) {
        return switch (recordType) {
            case "210" -> List.of("AcctMthlyBlgInfSgmt", "SpecPrdSgmt", "AcctDbtInfSgmt", "AcctSpecTrstDspnSgmt");
            case "410" -> List.of("ActLbltyInfSgmt", "AcctSpecTrstDspnSgmt");
            case "220", "420" -> List.of("CreditLimSgmt");
            default -> List.of("GuarRltRepymtInfSgmt");
        };
    }

    /**
     * @param dates report dates; empty for all
     * @return none where nothing is left to take back
     */
    List<Due> items(String accountKey, SubjectHistory history, List<LocalDate> dates) {
        if (history.standing().isEmpty()) {
            return List.of();
        }
        String key =
                RegistryProfile.isSubject(accountKey) ? accountKey.substring(accountKey.indexOf(':') + 1) : accountKey;
        return dates.isEmpty()
                ? List.of(whole(settings.businessCode(key), history))
                : segments(settings.businessCode(key), history, dates);
    }

    /** All that stands of a subject; something does. */
    Due whole(String code, SubjectHistory history) {
        Accepted newest = history.standing().stream()
                .max(Comparator.comparing(Accepted::reportDate).thenComparing(Accepted::sequence))
                .orElseThrow();
        Told told = Tolds.FORM.decode(newest.reportedState());
        String type = told.getRecordType().substring(0, 2) + "4";
        Message message = pack.arranged(
                Message.of(type).fields(parts -> parts.put("DelRecCode", code)).build());
        Told nothing = Told.newBuilder(told)
                .setRecordType(type)
                .setSegments(new TreeMap<>())
                .setFacts("")
                .setKept(List.of())
                .build();
        return new Due(
                ItemKind.DELETE_ALL,
                newest.reportDate(),
                history.lastSequence() + 1,
                newest.itemId(),
                null,
                new Drafted(message, nothing));
    }

    private List<Due> segments(String code, SubjectHistory history, List<LocalDate> dates) {
        List<Due> items = new ArrayList<>();
        for (Accepted item : history.standing()) {
            Due due =
                    dates.contains(item.reportDate()) ? first(code, item, history.lastSequence() + items.size()) : null;
            if (due != null) {
                items.add(due);
            }
        }
        return items;
    }

    private @Nullable Due first(String code, Accepted item, long sequence) {
        Told told = Tolds.FORM.decode(item.reportedState());
        for (String segment : dated(told.getRecordType())) {
            TreeMap<String, String> left = new TreeMap<>(told.getSegments());
            if (left.remove(segment) != null) {
                return new Due(
                        ItemKind.CORRECTION,
                        item.reportDate(),
                        sequence + 1,
                        item.itemId(),
                        null,
                        new Drafted(
                                deletion(told.getRecordType(), code, segment, item.reportDate()),
                                Shelved.without(
                                        segment,
                                        Told.newBuilder(told).setSegments(left).build())));
            }
        }
        return null;
    }

    private Message deletion(String recordType, String code, String segment, LocalDate date) {
        String letter = Objects.requireNonNull(pack.record(recordType).letters().get(segment), segment);
        return pack.arranged(Message.of(recordType.substring(0, 2) + "3")
                .fields(parts -> parts.put("DelRecCode", code)
                        .put("DelSgmtCode", letter)
                        .put("DelStartDate", date.toString())
                        .put("DelEndDate", date.toString()))
                .build());
    }
}
