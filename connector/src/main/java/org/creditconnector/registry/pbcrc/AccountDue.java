package org.creditconnector.registry.pbcrc;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import org.creditconnector.history.RecordAsOf;
import org.creditconnector.record.CreditRecord;
import org.creditconnector.record.Finding;
import org.creditconnector.record.Severity;
import org.creditconnector.registry.AccountVerdict;
import org.creditconnector.registry.DueItems;
import org.creditconnector.registry.DueItems.Due;
import org.creditconnector.registry.ItemKind;
import org.creditconnector.registry.RecordFacts;
import org.creditconnector.registry.RegistryProfile;
import org.creditconnector.registry.SubjectHistory;
import org.creditconnector.registry.pbcrc.message.Message;
import org.creditconnector.registry.pbcrc.message.MessagePack;
import org.creditconnector.registry.pbcrc.message.OnFile;
import org.creditconnector.registry.pbcrc.message.Segment;
import org.jspecify.annotations.Nullable;

/**
 * Which records of an account are due tonight: corrections of what is on file and no longer true, then what fell due since. At most
 * one correction of each report date goes in a night, so that what is on file is always known.
 */
final class AccountDue {
    private final PbcrcSettings settings;
    private final MessagePack pack;
    private final Function<PbcrcSettings, AccountFamily> families;
    private final AccountFamily family;
    private final Map<String, String> letters;
    private final Gatekeeper gates;

    /** @param families makes the family for a debt of which a part is ours, too */
    AccountDue(
            PbcrcSettings settings,
            MessagePack pack,
            Function<PbcrcSettings, AccountFamily> families,
            Gatekeeper gates) {
        this.families = families;
        this.settings = settings;
        this.pack = pack;
        this.family = families.apply(settings);
        this.letters = pack.record(family.report()).letters();
        this.gates = gates;
    }

    /** Record type of a change: the report's with another last digit. */
    private String change(char kind) {
        return family.report().substring(0, 2) + kind;
    }

    /** An accepted item with what it told. */
    private record Filed(SubjectHistory.Accepted item, Told told) {}

    DueItems due(CreditRecord known, SubjectHistory history) {
        // Of enterprises the whole debt is told: the date of a balance change is that of the whole, too.
        BigDecimal share = family.report().equals("210") ? OurShare.of(known) : BigDecimal.ONE;
        if (share.signum() == 0) {
            return nothing(AccountVerdict.NOT_DUE);
        }
        if (share.compareTo(settings.share()) != 0) {
            return new AccountDue(settings.sharing(share), pack, families, gates).due(known, history);
        }
        CreditRecord record = WrittenOff.stillOwed(known);
        String type = family.type(record);
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
                                            + " registries/pbcrc/values/" + family.typeTable()
                                            + ".csv; leave the account out in the mapping"
                                    : "the day of opening is not known, which every record must tell; have the source deliver it"));
        }
        TreeMap<LocalDate, Filed> standing = new TreeMap<>();
        List<SubjectHistory.Accepted> notes = new ArrayList<>();
        for (SubjectHistory.Accepted item : history.standing()) {
            Told told = Tolds.FORM.decode(item.reportedState());
            if (told.getRecordType().equals(SpecialEvents.RECORD)) {
                notes.add(item);
            } else {
                standing.put(item.reportDate(), new Filed(item, told));
            }
        }
        DueItems typeChanged = typeChanged(type, standing);
        if (typeChanged != null) {
            return typeChanged;
        }
        return compared(record, type, opened, history, standing, notes);
    }

    private @Nullable DueItems typeChanged(String type, TreeMap<LocalDate, Filed> standing) {
        for (Filed one : standing.values()) {
            if (!one.told().getRecordType().equals(family.report())) {
                return held(PbcrcFindings.error(
                        "PBCRC-BORROWER",
                        "parties",
                        "borrower and kind of account make it a record " + family.report() + ", the registry has "
                                + one.told().getRecordType()
                                + " of the account; correct the source, or report the account under a new key"));
            }
            if (!one.told().getAccountType().equals(type)) {
                return held(
                        PbcrcFindings.error(
                                family.typeChanged(),
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
            TreeMap<LocalDate, Filed> standing,
            List<SubjectHistory.Accepted> notes) {
        SpecialEvents special = family.special(record, type);
        TreeMap<LocalDate, String> told = new TreeMap<>();
        standing.forEach((date, one) -> {
            if (!isEmptied(one.told())) {
                told.put(date, one.told().getTimePoint());
            }
        });
        AccountFamily.Points planned = family.points(record, type, opened, told);
        List<TimePoint> points = planned.all();
        String facts = RecordFacts.digest(record);
        boolean sameFacts = history.rejected() == null
                && standing.values().stream()
                        .max(Comparator.comparingLong(one -> one.item().sequence()))
                        .filter(last -> last.told().getFacts().equals(facts))
                        .isPresent();
        boolean sameKey =
                Renamed.isKnownAs(RegistryProfile.ACCOUNT, record.getReport().getAccountKey(), history);
        if (sameFacts && sameKey && points.stream().allMatch(point -> told.containsKey(point.date()))) {
            return nothing(AccountVerdict.UNCHANGED);
        }
        List<Due> corrections = new ArrayList<>();
        List<Due> reports = new ArrayList<>();
        List<Finding> findings = new ArrayList<>(planned.findings());
        for (TimePoint point : points) {
            if (special.isBeforeReopening(point.date())) {
                continue;
            }
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
                if (LargeInstalment.isUnknown(state) && point.letters().indexOf('I') >= 0) {
                    return held(PbcrcFindings.notKnown(LargeInstalment.notKnown(state)));
                }
                findings.addAll(gates.ofRecord(state, point, message, family.isNegative(state, point)));
                Told onFile = told(family.report(), point, Tolds.digests(message));
                Shelved.keep(gates.state(), message, onFile);
                reports.add(new Due(ItemKind.REPORT, point.date(), 0, null, state, new Drafted(message, onFile)));
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
                    && !special.isBeforeReopening(date)
                    && !(RecordAsOf.at(record, date) instanceof RecordAsOf.NotKnown notKnown
                            && isOtherSchedule(notKnown))) {
                Due deletion = takenBack(one, record);
                if (deletion != null) {
                    corrections.add(deletion);
                }
            }
        });
        if (special.isReopeningToTell(notes)) {
            reports.clear();
        }
        String key = record.getReport().getAccountKey();
        Due renamed = new Renamed(settings, pack)
                .change(
                        change('1'),
                        RegistryProfile.ACCOUNT,
                        key,
                        record.getReport().getAsOf(),
                        history);
        if (renamed != null) {
            // What is wrong under the old identifier is corrected under the new one, once the registry knows it.
            corrections.clear();
            findings.addAll(gates.ofChange(drafted(renamed).message()));
            reports.add(0, renamed);
        }
        if (!standing.isEmpty()) {
            LocalDate newest = reports.isEmpty()
                    ? standing.lastKey()
                    : points.get(points.size() - 1).date();
            String code = settings.businessCode(key);
            for (Due note : special.due(code, record, notes, newest, pack)) {
                findings.addAll(gates.ofChange(drafted(note).message()));
                reports.add(note);
            }
        }
        List<Due> all = inOrder(corrections, reports, standing, notes, findings);
        return answer(all, corrections.isEmpty(), findings, history.lastSequence(), renamed == null ? facts : "");
    }

    /** What was told under a schedule that is no more stays as it was told: nothing is known that could correct it. */
    private static boolean isOtherSchedule(RecordAsOf.NotKnown notKnown) {
        return notKnown.path().equals("instalments");
    }

    /** In the order that the registry takes without a word, where there is one. */
    private List<Due> inOrder(
            List<Due> corrections,
            List<Due> reports,
            TreeMap<LocalDate, Filed> standing,
            List<SubjectHistory.Accepted> notes,
            List<Finding> findings) {
        LocalDate newest = standing.isEmpty() ? null : standing.lastKey();
        boolean newestFirst = SendOrder.isNewestFirst(reports, newest);
        List<Due> likely = SendOrder.of(corrections, reports, newestFirst, this::isDeletion);
        List<Finding> said = ofOrder(likely, standing, notes);
        if (said.isEmpty()) {
            return likely;
        }
        List<Due> other = SendOrder.of(corrections, reports, !newestFirst, this::isDeletion);
        if (ofOrder(other, standing, notes).isEmpty()) {
            return other;
        }
        findings.addAll(said);
        return likely;
    }

    private boolean isDeletion(Due due) {
        return drafted(due).message().record().equals(change('3'));
    }

    /** What the registry would say to one after the other, each after those before it were taken in. */
    private List<Finding> ofOrder(
            List<Due> all, TreeMap<LocalDate, Filed> standing, List<SubjectHistory.Accepted> notes) {
        List<Finding> findings = new ArrayList<>();
        OnFile filed = Shelved.of(standing.values().stream().map(Filed::told).toList());
        for (SubjectHistory.Accepted note : notes) {
            filed = gates.state().accept(SpecialEvents.noted(note, pack), filed);
        }
        for (Due due : all) {
            Message message = drafted(due).message();
            findings.addAll(gates.ofOrder(message, filed));
            filed = gates.state().accept(message, filed);
        }
        return findings;
    }

    private DueItems answer(
            List<Due> all, boolean nothingToCorrect, List<Finding> findings, long lastSequence, String facts) {
        if (findings.stream().anyMatch(finding -> finding.getSeverity() == Severity.ERROR)) {
            return new DueItems(AccountVerdict.HELD, List.of(), findings);
        }
        if (all.isEmpty()) {
            return new DueItems(AccountVerdict.UNCHANGED, List.of(), findings);
        }
        List<Due> numbered = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            Due due = all.get(i);
            Drafted drafted = drafted(due);
            boolean nothingLeft = i == all.size() - 1 && nothingToCorrect;
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
        return pack.arranged(family.message(state, point));
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
        for (Map.Entry<String, String> letter : letters.entrySet()) {
            String tag = letter.getKey();
            // The base segment says who the borrower is: one for the whole account, corrected at its newest record.
            boolean elsewhere = tag.equals(family.base()) && !point.date().equals(newest);
            String wanted = now.get(tag);
            String has = then.get(tag);
            boolean unknown = tag.equals(LargeInstalment.SEGMENT) && LargeInstalment.isUnknown(state);
            if (elsewhere || unknown || (wanted == null ? has == null : wanted.equals(has))) {
                continue;
            }
            TreeMap<String, String> digests = new TreeMap<>(then);
            Message change;
            if (wanted == null) {
                digests.remove(tag);
                change = deletion(state, letter.getValue(), point.date());
            } else {
                digests.put(tag, wanted);
                boolean current = family.current().contains(letter.getValue());
                change = replacement(
                        state, point.type(), letter.getValue(), message.segment(tag), current ? newest : point.date());
            }
            Told told = told(before.told().getRecordType(), point, digests);
            told.setIdentity(before.told().getIdentity());
            told.setKept(before.told().getKept());
            if (wanted == null) {
                Shelved.without(tag, told);
            } else {
                Shelved.keepSegment(gates.state(), message, tag, told);
            }
            return new Due(
                    ItemKind.CORRECTION, point.date(), 0, before.item().itemId(), state, new Drafted(change, told));
        }
        return null;
    }

    private Message replacement(
            CreditRecord record, String type, String letter, @Nullable Segment segment, LocalDate at) {
        Message bare = Message.of(change('2'))
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
        return pack.arranged(Message.of(change('3'))
                .fields(parts -> parts.put(
                                "DelRecCode",
                                settings.businessCode(record.getReport().getAccountKey()))
                        .put("DelSgmtCode", letter)
                        .put("DelStartDate", date.toString())
                        .put("DelEndDate", date.toString()))
                .build());
    }

    /** Whether what it told was deleted since; the record itself stays at the registry. */
    private boolean isEmptied(Told told) {
        return family.standings().stream().noneMatch(told.getSegments()::containsKey);
    }

    /** A time point that never was: what it told of the month or the day is deleted. */
    private @Nullable Due takenBack(Filed one, CreditRecord record) {
        TreeMap<String, String> digests = new TreeMap<>(one.told().getSegments());
        List<String> ofTheDate = new ArrayList<>(family.standings());
        ofTheDate.add(family.transactions());
        for (String tag : ofTheDate) {
            if (digests.remove(tag) != null) {
                Told told = Told.newBuilder(one.told()).setSegments(digests).build();
                Shelved.without(tag, told);
                return new Due(
                        ItemKind.CORRECTION,
                        one.item().reportDate(),
                        0,
                        one.item().itemId(),
                        record,
                        new Drafted(
                                deletion(
                                        record,
                                        String.valueOf(letters.get(tag)),
                                        one.item().reportDate()),
                                told));
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
