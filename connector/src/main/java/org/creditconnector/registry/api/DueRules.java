package org.creditconnector.registry.api;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.creditconnector.history.RecordAsOf;
import org.creditconnector.record.Account;
import org.creditconnector.record.AccountStatus;
import org.creditconnector.record.CreditRecord;
import org.creditconnector.record.Finding;
import org.creditconnector.record.FindingOrigin;
import org.creditconnector.record.Severity;
import org.creditconnector.registry.AccountVerdict;
import org.creditconnector.registry.DueItems;
import org.creditconnector.registry.DueItems.Due;
import org.creditconnector.registry.ItemKind;
import org.creditconnector.registry.MonthEnds;
import org.creditconnector.registry.RecordFacts;
import org.creditconnector.registry.SubjectHistory;
import org.jspecify.annotations.Nullable;

/** Which items are due: the table in {@code registries/registry-api/spec.md}, row by row. */
final class DueRules {
    private DueRules() {}

    static DueItems due(CreditRecord record, SubjectHistory history) {
        LocalDate asOf = record.getReport().getAsOf();
        if (beginsAfter(record.getAccount(), asOf)) {
            return new DueItems(AccountVerdict.NOT_DUE, List.of(), List.of());
        }
        String hash = RecordFacts.digest(record);
        if (!history.open().isEmpty()) {
            return nothing(
                    tells(newest(history.open()), asOf, hash) ? AccountVerdict.UNCHANGED : AccountVerdict.WAITING);
        }
        SubjectHistory.Accepted onFile = history.accepted();
        if (onFile == null) {
            return report(List.of(item(ItemKind.REPORT, record, hash, history.lastSequence() + 1, null)));
        }
        boolean changed = !hash.equals(onFile.contentHash());
        if (asOf.isBefore(onFile.reportDate())) {
            return changed ? held(record, pastChanged(record, onFile)) : nothing(AccountVerdict.UNCHANGED);
        }
        if (isTakenBack(onFile)) {
            return report(List.of(item(ItemKind.REPORT, record, hash, history.lastSequence() + 1, null)));
        }
        if (asOf.equals(onFile.reportDate())) {
            return changed
                    ? report(List.of(
                            item(ItemKind.CORRECTION, record, hash, history.lastSequence() + 1, onFile.itemId())))
                    : nothing(AccountVerdict.UNCHANGED);
        }
        if (!changed && isClosed(record)) {
            return nothing(AccountVerdict.UNCHANGED);
        }
        return since(record, hash, onFile, history.lastSequence());
    }

    /** Month ends after what is on file, each with the state at its date; then the as-of date itself if it tells more. */
    private static DueItems since(CreditRecord record, String hash, SubjectHistory.Accepted onFile, long lastSequence) {
        LocalDate asOf = record.getReport().getAsOf();
        String told = onFile.contentHash();
        List<Due> items = new ArrayList<>();
        for (LocalDate monthEnd : MonthEnds.between(onFile.reportDate(), asOf)) {
            RecordAsOf then = RecordAsOf.at(record, monthEnd);
            if (then instanceof RecordAsOf.NotKnown notKnown) {
                return held(record, doesNotReachBack(notKnown));
            }
            CreditRecord state = ((RecordAsOf.Known) then).record();
            told = monthEnd.equals(asOf) ? hash : RecordFacts.digest(state);
            items.add(item(ItemKind.REPORT, state, told, lastSequence + items.size() + 1, null));
        }
        if (!told.equals(hash)) {
            items.add(item(ItemKind.REPORT, record, hash, lastSequence + items.size() + 1, null));
        }
        return items.isEmpty() ? nothing(AccountVerdict.UNCHANGED) : report(items);
    }

    private static boolean beginsAfter(Account account, LocalDate asOf) {
        LocalDate begins = account.getOpenedOn() != null ? account.getOpenedOn() : account.getFirstDrawnOn();
        return begins != null && begins.isAfter(asOf);
    }

    /** A deletion tells nothing, so that there is nothing on file to compare with or to correct. */
    private static boolean isTakenBack(SubjectHistory.Accepted onFile) {
        return onFile.contentHash().isEmpty();
    }

    private static boolean isClosed(CreditRecord record) {
        return record.getState().getStatus().getValue() == AccountStatus.CLOSED;
    }

    private static SubjectHistory.Open newest(List<SubjectHistory.Open> open) {
        SubjectHistory.Open newest = open.get(0);
        for (SubjectHistory.Open item : open) {
            newest = item.sequence() > newest.sequence() ? item : newest;
        }
        return newest;
    }

    private static boolean tells(SubjectHistory.Open item, LocalDate date, String hash) {
        return item.reportDate().equals(date) && item.contentHash().equals(hash);
    }

    /** The digest goes with the item, so that rendering need not make it again. */
    private static Due item(
            ItemKind kind, CreditRecord record, String hash, long sequence, @Nullable String supersedes) {
        return new Due(kind, record.getReport().getAsOf(), sequence, supersedes, record, hash);
    }

    private static DueItems report(List<Due> items) {
        return new DueItems(AccountVerdict.REPORTED, List.copyOf(items), List.of());
    }

    private static DueItems nothing(AccountVerdict verdict) {
        return new DueItems(verdict, List.of(), List.of());
    }

    private static DueItems held(CreditRecord record, Finding finding) {
        finding.setAccountKey(record.getReport().getAccountKey());
        return new DueItems(AccountVerdict.HELD, List.of(), List.of(finding));
    }

    private static Finding doesNotReachBack(RecordAsOf.NotKnown notKnown) {
        return error(
                "RAPI-HISTORY",
                notKnown.path(),
                "facts do not reach back to " + notKnown.date() + ": " + notKnown.reason()
                        + ", expected the state at that month end, which was not reported yet;"
                        + " run that date on the lender's data of that day");
    }

    private static Finding pastChanged(CreditRecord record, SubjectHistory.Accepted onFile) {
        return error(
                "RAPI-PAST-CHANGED",
                "report.asOf",
                "reported past changed: as of " + record.getReport().getAsOf() + " the facts differ from item "
                        + onFile.itemId() + " accepted for the later date " + onFile.reportDate()
                        + "; run a date from " + onFile.reportDate() + " on, or correct the item by name");
    }

    private static Finding error(String ruleId, String path, String message) {
        Finding finding = new Finding();
        finding.setRuleId(ruleId);
        finding.setSeverity(Severity.ERROR);
        finding.setOrigin(FindingOrigin.RULE);
        finding.setPath(path);
        finding.setMessage(message);
        return finding;
    }
}
