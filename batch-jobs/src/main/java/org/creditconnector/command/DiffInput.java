package org.creditconnector.command;

import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.creditconnector.extract.ReadFile;
import org.creditconnector.extract.SourceFaultException;
import org.creditconnector.ledger.Books;
import org.creditconnector.ledger.Release;
import org.creditconnector.ledger.Run;
import org.creditconnector.ledger.RunInputs;
import org.creditconnector.ledger.Store;
import org.creditconnector.ledger.SubmissionLedger;
import org.creditconnector.mapping.SourceMapping;
import org.creditconnector.night.Lender;
import org.creditconnector.night.TwoVersions;
import org.creditconnector.totals.ControlTotals;
import org.jspecify.annotations.Nullable;

/**
 * Which state of the source a comparison reads, and whether it is the one that the last run read. Files are known by their digests,
 * and where the run has kept its copy, that is read; of a database only counts and sums can be compared.
 */
final class DiffInput {
    /**
     * What the last run of a source read, as the ledger knows it.
     *
     * @param run the run
     * @param release that made its records; null where that is not known
     * @param files its files; empty for a database, and for a run of before they were kept
     * @param rows rows by child query
     * @param booked accounts and sums that it booked
     */
    record LastRun(
            Run run, @Nullable Release release, List<ReadFile> files, Map<String, Long> rows, ControlTotals booked) {
        /** The last run that read something for the date or an earlier one; null where there is none. */
        static @Nullable LastRun of(Store store, String source, LocalDate date) {
            RunInputs inputs = new RunInputs(store);
            Books books = new Books(store);
            return inputs.lastReading(source, date)
                    .map(run -> new LastRun(
                            run,
                            new SubmissionLedger(store).release(run.runId()).orElse(null),
                            inputs.of(run.runId()),
                            books.rows(run.runId()),
                            books.bookedTotals(run.runId())))
                    .orElse(null);
        }
    }

    private final Lender lender;
    private final @Nullable LastRun last;
    private final Instant readAt;
    private final List<ReadFile> files;
    private final List<String> differences = new ArrayList<>();
    private final boolean copy;
    private final Map<String, Long> rows = new LinkedHashMap<>();
    private @Nullable Boolean same;

    /**
     * Decides what is read, before anything is: the run's own copy of files that were changed since, else the source as it is now.
     *
     * @param earlier the same source by the earlier version; told the same
     * @param last what is known of the last run; null where none read the source
     * @param readAt now
     */
    DiffInput(Lender lender, Lender earlier, @Nullable LastRun last, Instant readAt) {
        this.lender = lender;
        this.last = last;
        this.readAt = readAt;
        boolean usable = last != null
                && lender.canReadAgain(last.run().runId(), last.files())
                && earlier.canReadAgain(last.run().runId(), last.files());
        List<ReadFile> now = filesNow(usable);
        if (last != null && !last.files().isEmpty()) {
            compareFiles(last.files(), now);
            same = differences.isEmpty();
        }
        copy = usable && !differences.isEmpty();
        files = copy && last != null ? last.files() : now;
        if (copy && last != null) {
            lender.readAgain(last.run().runId(), last.files());
            earlier.readAgain(last.run().runId(), last.files());
            same = true;
        }
    }

    /** None where a file is not there any more; as long as a copy is, that is no fault. */
    private List<ReadFile> filesNow(boolean copyIsThere) {
        try {
            return lender.filesNow();
        } catch (SourceFaultException gone) {
            if (copyIsThere) {
                return List.of();
            }
            throw gone;
        }
    }

    private void compareFiles(List<ReadFile> then, List<ReadFile> now) {
        for (ReadFile file : now) {
            List<ReadFile> before = then.stream()
                    .filter(one ->
                            one.table().equals(file.table()) && one.name().equals(file.name()))
                    .toList();
            if (before.isEmpty()) {
                differences.add(file.name() + " is new");
            } else if (before.size() > 1) {
                differences.add(file.name() + " was changed while that run read it");
            } else if (!before.get(0).isSameAs(file)) {
                differences.add(
                        file.name() + " was changed at " + file.modified().truncatedTo(ChronoUnit.SECONDS));
            }
        }
        then.stream()
                .filter(one -> now.stream()
                        .noneMatch(file ->
                                file.table().equals(one.table()) && file.name().equals(one.name())))
                .map(one -> one.name() + " is gone")
                .distinct()
                .forEach(differences::add);
    }

    /**
     * After a database was read: holds counts and sums against what the last run booked, by whichever version that run was made
     * with.
     */
    void counted(
            SourceMapping earlier,
            SourceMapping later,
            TwoVersions.Rows counted,
            ControlTotals before,
            ControlTotals after) {
        rows.putAll(counted.after());
        if (last == null || !lender.isDatabase()) {
            return;
        }
        String version = last.run().mappingVersion();
        if (!version.equals(earlier.version()) && !version.equals(later.version())) {
            return;
        }
        boolean byEarlier = version.equals(earlier.version());
        Map<String, Long> now = byEarlier ? counted.before() : counted.after();
        ControlTotals totals = byEarlier ? before : after;
        for (String query : (byEarlier ? earlier : later).queries().keySet()) {
            long then = query.equals(SourceMapping.ACCOUNTS)
                    ? last.booked().accounts()
                    : last.rows().getOrDefault(query, 0L);
            long here = now.getOrDefault(query, 0L);
            if (here != then) {
                differences.add(query + " gives " + here + " rows, gave " + then);
            }
        }
        totals.differences(last.booked()).stream()
                .filter(difference -> difference.currency() != null)
                .map(difference -> difference.currency() + " " + difference.figure() + " is another")
                .forEach(differences::add);
        same = differences.isEmpty();
    }

    private String name() {
        return Objects.requireNonNull(last).run().name();
    }

    /** One line: what was read, and whether it is what the last run read. */
    String sentence() {
        String read = lender.isDatabase()
                ? "read from the database at " + readAt
                : copy
                        ? "read from the copy that " + name() + " has kept of its files; since then: "
                                + String.join(", ", differences)
                        : "read from the files as they are now";
        return "input: " + read + (copy ? "" : beside()) + otherDate();
    }

    private String beside() {
        if (last == null) {
            return "; no run has read the source for this date or before";
        }
        if (same == null) {
            return "; nobody can say whether " + name() + " read the same: "
                    + (lender.isDatabase()
                            ? "it was made with a third version of the folder"
                            : "its files were not written down then");
        }
        if (!same) {
            return ", which is NOT what " + name() + " read: " + String.join(", ", differences);
        }
        return lender.isDatabase()
                ? ", with as many rows and the same sums as " + name() + " booked, begun at "
                        + last.run().openedAt().toInstant()
                : ", the same that " + name() + " read";
    }

    /** A line where what is told as before is not what that run's release made of the earlier folder; else empty. */
    private String otherRelease() {
        Release then = last == null ? null : last.release();
        return then == null || then.makesTheSameAs(Release.current())
                ? ""
                : "release: both versions are mapped by the rules and the derivation of " + Release.current() + "; "
                        + name() + " was made by " + then + "\n";
    }

    private String otherDate() {
        return last == null || last.run().businessDate().equals(lender.businessDate())
                ? ""
                : "; as of " + lender.businessDate() + ", that run was for "
                        + last.run().businessDate();
    }

    /** The line, and below it the files or the rows that were counted. */
    String text() {
        if (lender.isDatabase()) {
            String counts = rows.entrySet().stream()
                    .map(one -> one.getValue() + " " + one.getKey())
                    .collect(Collectors.joining(", "));
            return sentence() + "\n  " + (counts.isEmpty() ? "no rows" : counts) + "\n" + otherRelease();
        }
        TextTable table = new TextTable("file", "bytes", "changed at", "sha256");
        files.forEach(file -> table.row(
                file.name(),
                file.bytes(),
                file.modified().truncatedTo(ChronoUnit.SECONDS),
                file.digest().substring(0, 12)));
        return sentence() + "\n" + table.text("  ") + otherRelease();
    }

    /** The same for programs. */
    Map<String, @Nullable Object> json() {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("kind", lender.isDatabase() ? "database" : copy ? "copy" : "files");
        json.put("readAt", readAt.toString());
        json.put("lastRun", last == null ? null : name());
        json.put("sameAsLastRun", same);
        json.put("lastRelease", last == null ? null : last.release());
        json.put("release", Release.current());
        json.put("differences", differences);
        json.put("rows", rows);
        json.put(
                "files",
                files.stream()
                        .map(file -> Map.of(
                                "table", file.table(),
                                "file", file.name(),
                                "bytes", file.bytes(),
                                "modified", file.modified().toString(),
                                "sha256", file.digest()))
                        .toList());
        return json;
    }
}
