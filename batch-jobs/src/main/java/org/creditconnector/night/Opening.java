package org.creditconnector.night;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.creditconnector.config.TargetConfig;
import org.creditconnector.extract.FileCopy.UnreadableLine;
import org.creditconnector.extract.SourceFaultException;
import org.creditconnector.ledger.Decisions;
import org.creditconnector.ledger.LeaseToken;
import org.creditconnector.ledger.RangeId;
import org.creditconnector.ledger.Run;
import org.creditconnector.ledger.RunScope;
import org.creditconnector.ledger.StoredRange;
import org.creditconnector.record.Finding;
import org.creditconnector.record.FindingOrigin;
import org.creditconnector.record.Severity;
import org.creditconnector.registry.AccountVerdict;
import org.creditconnector.registry.RegistryProfile;
import org.creditconnector.route.PreparedAccount;
import org.creditconnector.route.PreparedRange;
import org.creditconnector.totals.ControlTotals;
import org.jspecify.annotations.Nullable;

/** Opens a run: checks the source's contract and fixes what is read; lines that cannot be read are booked as held accounts at once. */
final class Opening {
    /** Rule that such lines are held by, and the bounds of the range that they are booked under, which comes after all ranges of keys. */
    private static final String UNREADABLE = "SRC-LINE";

    private final RunSession.NightRoom room;
    private final TargetConfig target;
    private final RegistryProfile profile;
    private final Decisions decisions;
    private final Lender lender;
    private final LeaseToken token;
    private final Consumer<String> notes;

    /**
     * @param decisions as they are for a target of these powers
     * @param notes hears what people should know
     */
    Opening(
            RunSession.NightRoom room,
            TargetConfig target,
            RegistryProfile profile,
            Decisions decisions,
            Lender lender,
            LeaseToken token,
            Consumer<String> notes) {
        this.room = room;
        this.target = target;
        this.profile = profile;
        this.decisions = decisions;
        this.lender = lender;
        this.token = token;
        this.notes = notes;
    }

    /**
     * Opens a run, or finds what an earlier process has fixed.
     *
     * @param full why a person wants all accounts to be read; null where nobody does
     * @param planned hears how many accounts are to be read, where that is not fixed yet
     */
    void open(Run run, @Nullable String full, LongConsumer planned) {
        lender.open();
        room.inputs().note(run.runId(), lender.filesOpen());
        List<UnreadableLine> unreadable = lender.unreadableAccounts();
        List<StoredRange> ranges = room.ledger().ranges(run.runId());
        if (ranges.isEmpty()) {
            ReadingPlan plan = ReadingPlan.of(run, lender, target, profile, room.scopes(), full);
            ranges = save(run, plan, !unreadable.isEmpty());
            planned.accept(plan.accounts());
        }
        noteScope(run);
        if (!unreadable.isEmpty()) {
            room.ledger()
                    .storeRange(
                            rangeOfUnreadable(run, ranges, unreadable.get(0)),
                            new PreparedRange(
                                    unreadable.stream().map(Opening::held).toList()),
                            new ControlTotals(unreadable.size(), new TreeMap<>()),
                            token);
        }
    }

    private List<StoredRange> save(Run run, ReadingPlan plan, boolean unreadable) {
        List<StoredRange> ranges = new ArrayList<>(plan.ranges());
        if (unreadable) {
            ranges.add(new StoredRange(ranges.size(), UNREADABLE, UNREADABLE, false));
        }
        if (decisions.anyWithdrawal(target.name(), run.source())) {
            ranges.add(DecidedRange.numbered(ranges.size()));
        }
        return room.scopes().save(run.runId(), plan.scope(), ranges, plan.keys(), token);
    }

    private static RangeId rangeOfUnreadable(Run run, List<StoredRange> ranges, UnreadableLine first) {
        return ranges.stream()
                .filter(range -> UNREADABLE.equals(range.from()))
                .findFirst()
                .map(range -> new RangeId(run.runId(), range.number()))
                .orElseThrow(() -> new SourceFaultException(
                        SourceFaultException.Kind.UNAVAILABLE,
                        "SRC-LINE " + first.position() + ": " + first.reason()
                                + ", and the file could be read when the run was opened; reject the run, have the lender deliver"
                                + " the file again, and run anew"));
    }

    /** What was left out, and why nothing was although it could have been. */
    private void noteScope(Run run) {
        RunScope scope = room.scopes().of(run.runId());
        if (scope.changesOnly()) {
            notes.accept("read what has changed since " + scope.since() + " or fallen due; " + scope.leftOut()
                    + " open accounts of the " + scope.accountsInSource() + " in the source were left as they are");
            List<String> byDay = lender.mapping().queriesByDay();
            if (!byDay.isEmpty()) {
                notes.accept("an account falls due on every date in its record, since values or rows follow the day in "
                        + String.join(", ", byDay));
            }
        } else if (scope.reason() != null) {
            notes.accept("all accounts were read: " + scope.reason());
        }
    }

    private static PreparedAccount held(UnreadableLine line) {
        Finding finding = Finding.newBuilder()
                .setRuleId(UNREADABLE)
                .setSeverity(Severity.ERROR)
                .setOrigin(FindingOrigin.SOURCE)
                .setAccountKey(line.position())
                .setMessage(line.reason() + "; have the lender deliver the line again")
                .setPosition(line.position())
                .build();
        return new PreparedAccount(
                line.position(),
                line.position(),
                AccountVerdict.HELD,
                ControlTotals.ofUnreadable(),
                null,
                List.of(),
                List.of(finding));
    }
}
