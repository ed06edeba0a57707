package org.creditconnector.registry.pbcrc;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.creditconnector.history.RecordAsOf;
import org.creditconnector.record.CreditRecord;
import org.creditconnector.record.Finding;
import org.creditconnector.record.Severity;
import org.creditconnector.registry.AccountVerdict;
import org.creditconnector.registry.CodeTables;
import org.creditconnector.registry.DueItems;
import org.creditconnector.registry.DueItems.Due;
import org.creditconnector.registry.ItemKind;
import org.creditconnector.registry.RecordFacts;
import org.creditconnector.registry.SubjectHistory;
import org.creditconnector.registry.pbcrc.message.Message;
import org.creditconnector.registry.pbcrc.message.MessageBuilder;
import org.creditconnector.registry.pbcrc.message.MessagePack;
import org.creditconnector.registry.pbcrc.message.Segment;
import org.jspecify.annotations.Nullable;

/**
 * Which records of an account are due tonight: corrections of what is on file and no longer true, then what fell due since. At most
 * one correction of each report date goes in a night, so that what is on file is always known.
 */
final class AccountDue {
    private static final String REPORT = "210";
    private static final String CORRECTION = "212";
    private static final String SEGMENT_DELETION = "213";
    /** Segment tags by letter, in the order in which they are corrected. */
    private static final Map<String, String> LETTERS = letters();

    private final PbcrcSettings settings;
    private final MessagePack pack;
    private final AccountSegments segments;
    private final Gatekeeper gates;

    AccountDue(PbcrcSettings settings, MessagePack pack, CodeTables codes, Gatekeeper gates) {
        this.settings = settings;
        this.pack = pack;
        this.segments = new AccountSegments(settings, codes);
        this.gates = gates;
    }

    private static Map<String, String> letters() {
        Map<String, String> letters = new LinkedHashMap<>();
        letters.put("AcctBsSgmt", "B");
        letters.put("AcctBsInfSgmt", "C");
        letters.put("RltRepymtInfSgmt", "D");
        letters.put("MotgaCltalCtrctInfSgmt", "E");
        letters.put("AcctCredSgmt", "F");
        letters.put("OrigCreditorInfSgmt", "G");
        letters.put("AcctMthlyBlgInfSgmt", "H");
        letters.put("AcctDbtInfSgmt", "J");
        letters.put("AcctSpecTrstDspnSgmt", "K");
        return letters;
    }

    /** An accepted item with what it told. */
    private record Filed(SubjectHistory.Accepted item, Told told) {}

    DueItems due(CreditRecord record, SubjectHistory history) {
        String type = segments.type(record);
        LocalDate asOf = record.getReport().getAsOf();
        LocalDate opened = record.getAccount().getOpenedOn() != null
                ? record.getAccount().getOpenedOn()
                : record.getAccount().getFirstDrawnOn();
        if (opened != null && opened.isAfter(asOf)) {
            return nothing(AccountVerdict.NOT_DUE);
        }
        if (!history.open().isEmpty()) {
            return nothing(AccountVerdict.WAITING);
        }
        if (type == null || opened == null) {
            return held(
                    PbcrcFindings.error(
                            "PBCRC-ACCOUNT",
                            type == null ? "account.kind" : "account.openedOn",
                            type == null
                                    ? "kind " + record.getAccount().getKind()
                                            + " has no account type at the registry, expected one of"
                                            + " registries/pbcrc/values/account-type.csv; leave the account out in the mapping"
                                    : "the day of opening is not known, which every record must tell; have the source deliver it"));
        }
        TreeMap<LocalDate, Filed> standing = new TreeMap<>();
        for (SubjectHistory.Accepted item : history.standing()) {
            standing.put(item.reportDate(), new Filed(item, Tolds.decode(item.reportedState())));
        }
        DueItems typeChanged = typeChanged(type, standing);
        if (typeChanged != null) {
            return typeChanged;
        }
        return compared(record, type, opened, history, standing);
    }

    private static @Nullable DueItems typeChanged(String type, TreeMap<LocalDate, Filed> standing) {
        for (Filed one : standing.values()) {
            if (!one.told().getAccountType().equals(type)) {
                return held(
                        PbcrcFindings.error(
                                "BLR019",
                                "account.kind",
                                "account type " + type + ", the registry has "
                                        + one.told().getAccountType()
                                        + " and never changes it; correct the source, or withdraw the account and report it under a new key"));
            }
        }
        return null;
    }

    private DueItems compared(
            CreditRecord record,
            String type,
            LocalDate opened,
            SubjectHistory history,
            TreeMap<LocalDate, Filed> standing) {
        TreeMap<LocalDate, String> told = new TreeMap<>();
        standing.forEach((date, one) -> {
            if (!isEmptied(one.told())) {
                told.put(date, one.told().getTimePoint());
            }
        });
        List<TimePoint> points = new AccountPlan(record, type, opened, settings).points(told);
        String facts = RecordFacts.digest(record);
        boolean sameFacts = history.rejected() == null
                && standing.values().stream()
                        .max(Comparator.comparingLong(one -> one.item().sequence()))
                        .filter(last -> last.told().getFacts().equals(facts))
                        .isPresent();
        if (sameFacts && points.stream().allMatch(point -> told.containsKey(point.date()))) {
            return nothing(AccountVerdict.UNCHANGED);
        }
        List<Due> corrections = new ArrayList<>();
        List<Due> reports = new ArrayList<>();
        List<Finding> findings = new ArrayList<>();
        for (TimePoint point : points) {
            RecordAsOf then = RecordAsOf.at(record, point.date());
            if (then instanceof RecordAsOf.NotKnown notKnown) {
                if (standing.containsKey(point.date()) && isOtherSchedule(notKnown)) {
                    continue;
                }
                return held(PbcrcFindings.notKnown(notKnown));
            }
            CreditRecord state = ((RecordAsOf.Known) then).record();
            Filed before = standing.get(point.date());
            Message message = message(state, point);
            if (before == null) {
                findings.addAll(gates.ofRecord(state, point, message));
                reports.add(new Due(
                        ItemKind.REPORT,
                        point.date(),
                        0,
                        null,
                        state,
                        new Drafted(message, told(REPORT, point, Tolds.digests(message)))));
            } else {
                Due correction = correction(before, state, point, message, standing.lastKey());
                if (correction != null) {
                    findings.addAll(gates.ofChange(drafted(correction).message()));
                    corrections.add(correction);
                }
            }
        }
        standing.forEach((date, one) -> {
            boolean due = points.stream().anyMatch(point -> point.date().equals(date));
            if (!due
                    && !(RecordAsOf.at(record, date) instanceof RecordAsOf.NotKnown notKnown
                            && isOtherSchedule(notKnown))) {
                Due deletion = takenBack(one, record);
                if (deletion != null) {
                    corrections.add(deletion);
                }
            }
        });
        return answer(corrections, reports, findings, history.lastSequence(), facts);
    }

    /** What was told under a schedule that is no more stays as it was told: nothing is known that could correct it. */
    private static boolean isOtherSchedule(RecordAsOf.NotKnown notKnown) {
        return notKnown.path().equals("instalments");
    }

    private DueItems answer(
            List<Due> corrections, List<Due> reports, List<Finding> findings, long lastSequence, String facts) {
        if (findings.stream().anyMatch(finding -> finding.getSeverity() == Severity.ERROR)) {
            return new DueItems(AccountVerdict.HELD, List.of(), findings);
        }
        List<Due> all = new ArrayList<>(corrections);
        all.addAll(reports);
        if (all.isEmpty()) {
            return new DueItems(AccountVerdict.UNCHANGED, List.of(), findings);
        }
        List<Due> numbered = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            Due due = all.get(i);
            Drafted drafted = drafted(due);
            boolean nothingLeft = i == all.size() - 1 && corrections.isEmpty();
            Drafted last = nothingLeft
                    ? new Drafted(
                            drafted.message(),
                            Told.newBuilder(drafted.told()).setFacts(facts).build())
                    : drafted;
            numbered.add(
                    new Due(due.kind(), due.reportDate(), lastSequence + i + 1, due.supersedes(), due.record(), last));
        }
        return new DueItems(AccountVerdict.REPORTED, numbered, findings);
    }

    private static Drafted drafted(Due due) {
        return (Drafted) Objects.requireNonNull(due.rendering());
    }

    private Message message(CreditRecord state, TimePoint point) {
        MessageBuilder builder = Message.of(REPORT);
        for (char letter : point.letters().toCharArray()) {
            segments.add(builder, letter, state, point);
        }
        return pack.arranged(builder.build());
    }

    private static Told told(String recordType, TimePoint point, Map<String, String> digests) {
        return Told.newBuilder()
                .setRecordType(recordType)
                .setReportDate(point.date())
                .setTimePoint(point.code())
                .setAccountType(point.type())
                .setSegments(new TreeMap<>(digests))
                .build();
    }

    /** The first segment, in the order of letters, that is no longer as it was told; null when all are. */
    private @Nullable Due correction(
            Filed before, CreditRecord state, TimePoint point, Message message, LocalDate newest) {
        Map<String, String> now = Tolds.digests(message);
        Map<String, String> then = before.told().getSegments();
        for (Map.Entry<String, String> letter : LETTERS.entrySet()) {
            String tag = letter.getKey();
            // The base segment says who the borrower is: one for the whole account, corrected at its newest record.
            boolean elsewhere = tag.equals("AcctBsSgmt") && !point.date().equals(newest);
            String wanted = now.get(tag);
            String has = then.get(tag);
            if (elsewhere || (wanted == null ? has == null : wanted.equals(has))) {
                continue;
            }
            TreeMap<String, String> digests = new TreeMap<>(then);
            Message change;
            if (wanted == null) {
                digests.remove(tag);
                change = deletion(state, letter.getValue(), point.date());
            } else {
                digests.put(tag, wanted);
                boolean current = "DEFG".contains(letter.getValue());
                change = replacement(
                        state, point.type(), letter.getValue(), message.segment(tag), current ? newest : point.date());
            }
            return new Due(
                    ItemKind.CORRECTION,
                    point.date(),
                    0,
                    before.item().itemId(),
                    state,
                    new Drafted(change, told(before.told().getRecordType(), point, digests)));
        }
        return null;
    }

    private Message replacement(
            CreditRecord record, String type, String letter, @Nullable Segment segment, LocalDate at) {
        Message bare = Message.of(CORRECTION)
                .segment(
                        "BsSgmt",
                        parts -> parts.put(
                                        "ModRecCode",
                                        settings.businessCode(record.getReport().getAccountKey()))
                                .put("RptDate", at.toString())
                                .put("AcctType", type)
                                .put("MdfcSgmtCode", letter))
                .segment("MdfcSgmt", parts -> {
                    if (segment != null) {
                        parts.group(
                                segment.tag(),
                                inner -> segment.parts().stream()
                                        .filter(part -> !letter.equals("B") || IN_BASE.contains(part.tag()))
                                        .forEach(inner::add));
                    }
                })
                .build();
        return pack.arranged(bare);
    }

    private static final List<String> IN_BASE = List.of("Name", "IDType", "IDNum", "MngmtOrgCode");

    private Message deletion(CreditRecord record, String letter, LocalDate date) {
        return pack.arranged(Message.of(SEGMENT_DELETION)
                .fields(parts -> parts.put(
                                "DelRecCode",
                                settings.businessCode(record.getReport().getAccountKey()))
                        .put("DelSgmtCode", letter)
                        .put("DelStartDate", date.toString())
                        .put("DelEndDate", date.toString()))
                .build());
    }

    /** Whether what it told was deleted since; the record itself stays at the registry. */
    private static boolean isEmptied(Told told) {
        return !told.getSegments().containsKey("AcctMthlyBlgInfSgmt")
                && !told.getSegments().containsKey("AcctDbtInfSgmt");
    }

    /** A time point that never was: what it told of the month or the day is deleted. */
    private @Nullable Due takenBack(Filed one, CreditRecord record) {
        TreeMap<String, String> digests = new TreeMap<>(one.told().getSegments());
        for (String tag : List.of("AcctMthlyBlgInfSgmt", "AcctDbtInfSgmt", "AcctSpecTrstDspnSgmt")) {
            if (digests.remove(tag) != null) {
                return new Due(
                        ItemKind.CORRECTION,
                        one.item().reportDate(),
                        0,
                        one.item().itemId(),
                        record,
                        new Drafted(
                                deletion(
                                        record,
                                        String.valueOf(LETTERS.get(tag)),
                                        one.item().reportDate()),
                                Told.newBuilder(one.told()).setSegments(digests).build()));
            }
        }
        return null;
    }

    private static DueItems nothing(AccountVerdict verdict) {
        return new DueItems(verdict, List.of(), List.of());
    }

    private static DueItems held(Finding finding) {
        return new DueItems(AccountVerdict.HELD, List.of(), List.of(finding));
    }
}
