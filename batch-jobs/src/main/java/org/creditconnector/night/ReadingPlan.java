package org.creditconnector.night;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.creditconnector.config.TargetConfig;
import org.creditconnector.digest.Sha256;
import org.creditconnector.extract.ChangedKeys;
import org.creditconnector.extract.KeyRange;
import org.creditconnector.extract.RangePlan;
import org.creditconnector.ledger.Release;
import org.creditconnector.ledger.Run;
import org.creditconnector.ledger.RunScope;
import org.creditconnector.ledger.Scopes;
import org.creditconnector.ledger.StoredRange;
import org.creditconnector.mapping.SourceMapping;
import org.creditconnector.registry.RegistryProfile;
import org.jspecify.annotations.Nullable;

/**
 * What a run reads, fixed when it is opened: all accounts by ranges of keys, or by lists of keys those that changed since the last night
 * and those that have fallen due. It is all of them unless everything speaks for less: what was left out wrongly would be noticed
 * by nobody.
 *
 * @param scope which accounts, and why
 * @param ranges ranges or lists, numbered from 0
 * @param keys keys of the lists as text by number; empty where all accounts are read
 * @param accounts accounts to be read, as far as it is known
 */
record ReadingPlan(RunScope scope, List<StoredRange> ranges, Map<Integer, List<String>> keys, long accounts) {
    /** Databases take some tens of thousands of values in one statement at most. */
    private static final int MOST_IN_A_LIST = 5_000;

    /**
     * Plans a run.
     *
     * @param full why a person wants all accounts to be read; null where nobody does
     */
    static ReadingPlan of(
            Run run,
            Lender lender,
            TargetConfig target,
            RegistryProfile profile,
            Scopes scopes,
            @Nullable String full) {
        if (lender.mapping().changes() == null) {
            return all(lender, RunScope.ALL);
        }
        String basis = basis(lender, target);
        Optional<Scopes.Earlier> before = scopes.before(run);
        Optional<String> reason = Optional.ofNullable(full)
                .or(() -> ofTheProfile(profile))
                .or(() -> ofTheRun(run))
                .or(() -> before.isEmpty() ? Optional.of("no night has read them yet") : Optional.empty())
                .or(() -> sinceThen(run, before.orElseThrow(), basis, lender, profile, scopes))
                .or(() -> ofTime(run, lender, scopes))
                .or(() -> unplanned(run, scopes));
        if (reason.isPresent()) {
            return all(lender, RunScope.all(basis, reason.get()));
        }
        LocalDateTime since = lender.localTime(before.orElseThrow().run().openedAt())
                .minus(lender.delta().overlap());
        ChangedKeys changed = lender.changedSince(since);
        List<String> asked = new ArrayList<>(scopes.due(run));
        changed.keys().forEach(key -> asked.add(key.toString()));
        List<Object> keys = lender.sorted(asked);
        long most = changed.accounts() * lender.delta().fullAbovePercent() / 100;
        if (changed.tooMany() || keys.size() > most) {
            return all(
                    lender,
                    RunScope.all(
                            basis,
                            (changed.tooMany() ? "more than " + most : String.valueOf(keys.size())) + " of "
                                    + changed.accounts() + " accounts have changed or fallen due, more than "
                                    + lender.delta().fullAbovePercent() + " %"));
        }
        return lists(lender, RunScope.changes(basis, since, changed.accounts()), keys);
    }

    // ------------------------------------------------------------------ reasons to read all

    private static Optional<String> ofTheProfile(RegistryProfile profile) {
        return profile.mayLeaveAccountsOut()
                ? Optional.empty()
                : Optional.of(
                        "what profile " + profile.code() + " tells of one account depends on others or on each day");
    }

    private static Optional<String> ofTheRun(Run run) {
        return run.pass() > 1 ? Optional.of("it is a further pass of its date") : Optional.empty();
    }

    private static Optional<String> sinceThen(
            Run run, Scopes.Earlier before, String basis, Lender lender, RegistryProfile profile, Scopes scopes) {
        Run then = before.run();
        if (before.scope().basis() == null) {
            return Optional.of(then.name() + " could not name what changed");
        }
        if (!then.mappingVersion().equals(run.mappingVersion())) {
            return Optional.of("the source folder has changed since " + then.name());
        }
        if (!basis.equals(before.scope().basis())) {
            return Optional.of(
                    "the program, or settings of the source or the target, have changed since " + then.name());
        }
        if (run.asOf().isBefore(then.asOf())) {
            return Optional.of(then.name() + " was true for a later date");
        }
        if (!profile.calendarDates(then.asOf(), run.asOf()).isEmpty()) {
            return Optional.of("a month has ended since " + then.name());
        }
        if (scopes.isFileChangedSince(then)) {
            return Optional.of("what is on file at " + run.target() + " was changed outside a night");
        }
        return codesOf(lender.mapping(), then.asOf(), run.asOf())
                .map(table -> "codes of " + table + " begin or end to be valid");
    }

    /** A code table one of whose rows begins or ends to be valid after a date, up to another. */
    private static Optional<String> codesOf(SourceMapping mapping, LocalDate after, LocalDate until) {
        return mapping.codes().entrySet().stream()
                .filter(table -> table.getValue().stream()
                        .anyMatch(code ->
                                isWithin(code.from(), after, until) || isWithin(code.to(), after.minusDays(1), until)))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    private static boolean isWithin(@Nullable LocalDate date, LocalDate after, LocalDate until) {
        return date != null && date.isAfter(after) && !date.isAfter(until);
    }

    private static Optional<String> ofTime(Run run, Lender lender, Scopes scopes) {
        int most = lender.delta().fullEveryDays();
        return scopes.allBefore(run)
                        .map(Scopes.Earlier::run)
                        .filter(all -> ChronoUnit.DAYS.between(all.businessDate(), run.businessDate()) < most)
                        .isPresent()
                ? Optional.empty()
                : Optional.of("no night of the last " + most + " days has read all");
    }

    private static Optional<String> unplanned(Run run, Scopes scopes) {
        long accounts = scopes.unplanned(run);
        return accounts == 0
                ? Optional.empty()
                : Optional.of("of " + accounts + " open accounts nobody knows when they must be looked at again");
    }

    /** What records depend on besides the source's rows. */
    private static String basis(Lender lender, TargetConfig target) {
        return Sha256.hex(String.join(
                "\n",
                lender.mapping().version(),
                lender.settings(),
                Release.current().toString(),
                target.profile(),
                target.channel(),
                new TreeMap<>(target.settings()).toString(),
                target.withoutPowers().stream().sorted().toList().toString()));
    }

    // ------------------------------------------------------------------ ranges and lists

    private static ReadingPlan all(Lender lender, RunScope scope) {
        RangePlan plan = lender.plan();
        return new ReadingPlan(
                scope,
                plan.ranges().stream()
                        .map(range -> new StoredRange(range.number(), text(range.from()), text(range.to()), false))
                        .toList(),
                Map.of(),
                plan.accounts());
    }

    /** At least one list, so that it shows that the run was planned. */
    private static ReadingPlan lists(Lender lender, RunScope scope, List<Object> keys) {
        List<StoredRange> ranges = new ArrayList<>();
        Map<Integer, List<String>> lists = new LinkedHashMap<>();
        int size = Math.min(lender.rangeSize(), MOST_IN_A_LIST);
        int from = 0;
        do {
            int to = Math.min(keys.size(), from + size);
            KeyRange list = KeyRange.of(ranges.size(), keys.subList(from, to));
            ranges.add(new StoredRange(list.number(), text(list.from()), null, false, true));
            lists.put(
                    list.number(),
                    keys.subList(from, to).stream().map(Object::toString).toList());
            from = to;
        } while (from < keys.size());
        return new ReadingPlan(scope, ranges, lists, keys.size());
    }

    private static @Nullable String text(@Nullable Object key) {
        return key == null ? null : key.toString();
    }
}
