package org.creditconnector.mapping;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.creditconnector.record.Finding;
import org.creditconnector.record.FindingOrigin;
import org.creditconnector.record.MissingReason;
import org.creditconnector.record.Severity;
import org.creditconnector.source.SourceAccount;
import org.creditconnector.source.SourceRow;
import org.jspecify.annotations.Nullable;

/** What one account's mapping works on: the rows at hand, the findings so far, the absences explained so far. */
final class Scope {
    /** More findings than a person reads about one account; the rest is counted. */
    static final int MOST_FINDINGS = 50;

    /** The account's row, the row of a list, the row of a list inside a list element. */
    static final int LEVELS = 3;

    final SourceAccount source;
    final MappingRun run;
    /** Rows of the queries that the plan reads, by the plan's numbers. */
    final ChildRows[] children;
    /** Rows by level, see {@link #LEVELS}. */
    final SourceRow[] rows;
    /** Indexes of the elements under construction, outer list first. */
    final int[] indexes = new int[LEVELS - 1];

    /** As-of date of this record. */
    LocalDate asOf;

    /** Key for findings: as reported, the range key as text until that is known. */
    String accountKey;

    private final List<Finding> findings = new ArrayList<>();
    private final @Nullable MissingReason[] missing;
    /** The range key where it must not be shown, empty otherwise. */
    private String hiddenKey = "";

    private @Nullable LocalDate changesOn;
    private int cut;
    private boolean held;
    private FieldSlot slot = FieldSlot.NONE;
    private @Nullable Trace trace;

    Scope(SourceAccount source, MappingRun run, List<String> queries, int paths) {
        this.source = source;
        this.run = run;
        this.asOf = run.asOf();
        this.accountKey = source.rangeKey().toString();
        this.rows = new SourceRow[LEVELS];
        this.rows[0] = source.account();
        this.rows[1] = source.account();
        this.rows[2] = source.account();
        this.missing = new MissingReason[paths];
        this.children = new ChildRows[queries.size()];
        for (int query = 0; query < children.length; query++) {
            children[query] = new ChildRows(source.rows(queries.get(query)));
        }
    }

    /** Lets a traced mapping write down what it does. */
    void traceTo(Trace observer) {
        trace = observer;
    }

    /** Where a traced mapping writes down what it does. */
    Trace trace() {
        return Objects.requireNonNull(trace, "a traced mapping needs a trace");
    }

    /** Shows the account under a masked key from now on, where its range key is an identity number. */
    void hideRangeKey() {
        String key = source.rangeKey().toString();
        if (hiddenKey.isEmpty() && SubjectKeys.isIdentity(key, asOf)) {
            hiddenKey = key;
            accountKey = run.keyPrefix() + SubjectKeys.masked(key);
        }
    }

    /** Notes a day from which on the same rows may give something else; one that is over, or null, says nothing. */
    void changesOn(@Nullable LocalDate day) {
        if (day != null && day.isAfter(asOf) && (changesOn == null || day.isBefore(changesOn))) {
            changesOn = day;
        }
    }

    /** The first day on which the same rows may give something else; null where there is none. */
    @Nullable LocalDate changesOn() {
        return changesOn;
    }

    /** The line whose expression is being computed. */
    void at(FieldSlot line) {
        slot = line;
    }

    FieldSlot slot() {
        return slot;
    }

    /** Notes why a field has no value. */
    void missing(int path, MissingReason reason) {
        missing[path] = reason;
    }

    @Nullable MissingReason missing(int path) {
        return missing[path];
    }

    /** Notes an ERROR about the value at hand and gives {@link Cell#BAD}. */
    Object refuse(MappingRule rule, @Nullable Object value, String message) {
        note(rule, Severity.ERROR, value == null ? null : slot.masked(value), message);
        return Cell.BAD;
    }

    /** Notes a finding at the line at hand. */
    void note(MappingRule rule, Severity severity, @Nullable String maskedValue, String message) {
        held |= severity == Severity.ERROR;
        Finding finding = new Finding(
                rule.id(),
                severity,
                FindingOrigin.MAPPING,
                accountKey,
                slot.pathIn(this),
                maskedValue,
                message,
                position());
        if (findings.contains(finding)) {
            // Several groups of rows may ask one column the same question.
            return;
        }
        if (findings.size() == MOST_FINDINGS) {
            cut++;
            return;
        }
        findings.add(finding);
    }

    /** Where the row at hand is; a row of a database is named by its range key. */
    private @Nullable String position() {
        String position = rows[slot.level()].position();
        return hiddenKey.isEmpty() || position == null
                ? position
                : position.replace(hiddenKey, SubjectKeys.masked(hiddenKey));
    }

    boolean held() {
        return held;
    }

    /** All findings, with a last one that counts what was left out. */
    List<Finding> findings() {
        if (cut > 0) {
            findings.add(new Finding(
                    MappingRule.MAP_FINDINGS_CUT.id(),
                    Severity.INFO,
                    FindingOrigin.MAPPING,
                    accountKey,
                    "",
                    null,
                    "the account has " + cut + " more findings than the " + MOST_FINDINGS
                            + " that are kept; mend the first ones and map it again",
                    source.account().position()));
            cut = 0;
        }
        return findings;
    }
}
