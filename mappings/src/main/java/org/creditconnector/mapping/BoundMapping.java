package org.creditconnector.mapping;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.creditconnector.history.DatesAhead;
import org.creditconnector.history.DerivedRecord;
import org.creditconnector.history.HistoryDerivation;
import org.creditconnector.history.MonthName;
import org.creditconnector.record.CreditRecord;
import org.creditconnector.record.FigureOrigin;
import org.creditconnector.record.Finding;
import org.creditconnector.record.Lineage;
import org.creditconnector.record.MissingReason;
import org.creditconnector.record.MissingValue;
import org.creditconnector.record.PeriodState;
import org.creditconnector.record.ReportIdentity;
import org.creditconnector.source.SourceAccount;
import org.creditconnector.totals.RecordTotals;
import org.jspecify.annotations.Nullable;

/**
 * A mapping compiled for the columns of an open source. It is pure and may be used by many threads at once: the same rows give
 * the same record, a bad row gives findings, nothing throws because of data.
 */
public final class BoundMapping {
    private final SourceMapping mapping;
    private final Plan.Section root;
    private final Plan.Leaf accountKey;
    private final Plan.@Nullable Leaf asOf;
    private final boolean dayNotFollowed;
    /** Queries whose rows lines read, at their numbers in the plan. */
    private final List<String> queries;
    /** Numbers of those whose rows stand inside list elements. */
    private final int[] innerQueries;
    /** Paths that can be missing, sorted, with their number among the paths of the mapping or -1. */
    private final List<Absence> absences;

    private final int paths;

    private record Absence(
            int pathId, String path, @Nullable MissingReason always) {}

    BoundMapping(SourceMapping mapping, SourceMapping.Binding binding) {
        this.mapping = mapping;
        this.root = binding.root();
        this.accountKey = binding.accountKey();
        this.asOf = binding.asOf();
        this.dayNotFollowed = !mapping.queriesByDay().isEmpty();
        this.queries = List.copyOf(binding.compilation().rowQueries().keySet());
        this.innerQueries = binding.compilation().innerQueries().stream()
                .mapToInt(Integer::intValue)
                .toArray();
        Map<String, Integer> ids = binding.compilation().pathIds();
        Map<String, MissingReason> always = binding.coverage().always();
        Map<String, Absence> sorted = new TreeMap<>();
        ids.forEach((path, id) -> sorted.put(path, new Absence(id, path, always.get(path))));
        always.forEach((path, reason) -> sorted.putIfAbsent(path, new Absence(-1, path, reason)));
        this.absences = List.copyOf(sorted.values());
        this.paths = ids.size();
    }

    /** The mapping it was made of. */
    public SourceMapping mapping() {
        return mapping;
    }

    /**
     * Maps one account and derives its history.
     *
     * @param source all rows of the account, of the shapes that the mapping was bound to
     * @param run what is the same for the whole run
     */
    public MappedAccount map(SourceAccount source, MappingRun run) {
        return map(new Scope(source, run, queries, paths)).account();
    }

    /** The same, with what the lines did; for a mapping that was compiled to be traced. */
    ExplainedAccount explain(SourceAccount source, MappingRun run, Trace trace) {
        Scope scope = new Scope(source, run, queries, paths);
        scope.traceTo(trace);
        Mapped mapped = map(scope);
        return new ExplainedAccount(
                mapped.account(), trace.lines(mapped.built(), mapped.account().record()));
    }

    /** The record as the lines build it, before anything is derived; null where it has findings that hold the account. */
    @Nullable CreditRecord built(SourceAccount source, MappingRun run) {
        Scope scope = new Scope(source, run, queries, paths);
        CreditRecord record = built(scope);
        return scope.held() ? null : record;
    }

    /** An account, and its record as the lines built it, before anything was derived. */
    private record Mapped(MappedAccount account, @Nullable CreditRecord built) {}

    private Mapped map(Scope scope) {
        CreditRecord record = built(scope);
        List<Finding> findings = scope.findings();
        if (record == null || scope.held()) {
            if (record != null) {
                KeyPrefix.apply(scope.run.keyPrefix(), record);
            }
            return new Mapped(new MappedAccount(scope.accountKey, null, findings, HeldTotals.of(record), null), record);
        }
        DerivedRecord derived = HistoryDerivation.derive(record);
        if (!derived.findings().isEmpty()) {
            findings = new ArrayList<>(findings);
            findings.addAll(derived.findings());
        }
        return new Mapped(
                new MappedAccount(
                        scope.accountKey,
                        derived.record(),
                        findings,
                        RecordTotals.of(derived.record()),
                        changesOn(record, derived.record(), scope)),
                record);
    }

    /** A month of the lender is a fact from its day on, and derivation leaves it out until then. */
    private @Nullable LocalDate changesOn(CreditRecord built, CreditRecord derived, Scope scope) {
        if (mapping.changes() == null) {
            return null;
        }
        built.getMonths().forEach(month -> scope.changesOn(month.getStateOn()));
        if (dayNotFollowed) {
            scope.changesOn(DatesAhead.first(derived));
        }
        return scope.changesOn();
    }

    private @Nullable CreditRecord built(Scope scope) {
        readKeyAndDate(scope);
        CreditRecord record = record(scope);
        for (int query : innerQueries) {
            checkTaken(query, scope);
        }
        if (record != null) {
            record.setMissing(missing(scope));
        }
        return record;
    }

    private void readKeyAndDate(Scope scope) {
        Object key = accountKey.value(scope);
        if (key instanceof String text) {
            scope.accountKey = scope.run.keyPrefix() + text;
        } else if (key != Cell.BAD) {
            scope.refuse(
                    MappingRule.MAP_ACCOUNT_KEY,
                    null,
                    "the account has no key in the column " + mapping.accountKey() + "; mend the source");
        }
        if (asOf != null) {
            Object day = asOf.value(scope);
            if (day instanceof LocalDate date) {
                scope.asOf = date;
            } else {
                asOf.explain(day, scope);
            }
        }
    }

    private @Nullable CreditRecord record(Scope scope) {
        if (!(root.build(scope) instanceof CreditRecord record)) {
            return null;
        }
        MappingRun run = scope.run;
        ReportIdentity report = record.getReport();
        report.setLenderCode(run.lenderCode());
        report.setAccountKey(scope.accountKey);
        report.setAsOf(scope.asOf);
        report.setBusinessDate(run.businessDate());
        record.setLineage(new Lineage(
                run.source(),
                mapping.name(),
                mapping.version(),
                scope.source.account().position()));
        record.getMonths().forEach(month -> month.setOrigin(FigureOrigin.LENDER));
        checkMonths(record, scope);
        return record;
    }

    /** The derivation looks the lender's months up by name: one that has none, or that of another, would be lost without a word. */
    private static void checkMonths(CreditRecord record, Scope scope) {
        Set<String> seen = new HashSet<>();
        for (PeriodState month : record.getMonths()) {
            LocalDate day = month.getStateOn();
            String name = month.getMonth();
            // Both are null where a finding holds the account already.
            if (name == null || day == null) {
                continue;
            }
            scope.at(FieldSlot.NONE);
            if (!name.equals(MonthName.of(day))) {
                scope.refuse(
                        MappingRule.MAP_MONTH,
                        null,
                        "months[].month is not the month that months[].stateOn is in, expected a text such as 2024-05; mend"
                                + " the line or the query");
            } else if (!seen.add(name)) {
                scope.refuse(
                        MappingRule.MAP_MONTH,
                        null,
                        "the month " + name + " stands twice, expected one row for each; take the newest in the query");
            }
        }
    }

    /** Every row of a list inside list elements must have found its element, or it would be lost without a word. */
    private void checkTaken(int query, Scope scope) {
        int left = scope.children[query].left();
        if (left > 0) {
            scope.at(FieldSlot.NONE);
            scope.refuse(
                    MappingRule.MAP_ROW_UNMATCHED,
                    null,
                    left + " of " + scope.children[query].rows.size() + " rows of the query " + queries.get(query)
                            + " belong to no element of the list around; mend the match or the query");
        }
    }

    private List<MissingValue> missing(Scope scope) {
        List<MissingValue> missing = new ArrayList<>(absences.size());
        for (Absence absence : absences) {
            MissingReason noted = absence.pathId() < 0 ? null : scope.missing(absence.pathId());
            MissingReason reason = noted == null ? absence.always() : noted;
            if (reason != null) {
                missing.add(new MissingValue(absence.path(), reason));
            }
        }
        return missing;
    }
}
