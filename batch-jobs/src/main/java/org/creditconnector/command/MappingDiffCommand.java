package org.creditconnector.command;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.creditconnector.config.ConnectorConfig;
import org.creditconnector.ledger.MappingFolders;
import org.creditconnector.ledger.Store;
import org.creditconnector.mapping.BoundMapping;
import org.creditconnector.mapping.MappedAccount;
import org.creditconnector.mapping.SourceFolder;
import org.creditconnector.mapping.SourceMapping;
import org.creditconnector.night.ExitCode;
import org.creditconnector.night.Lender;
import org.creditconnector.night.TwoVersions;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code mapping diff}: what a changed folder makes otherwise of the same rows. */
@Command(
        name = "diff",
        sortOptions = false,
        description = {
            "Counts what a changed folder makes otherwise of the same rows.",
            "Accounts added, removed and changed, changes by field, sums of each amount field by currency. A folder shows its sample, a",
            "configured source its rows as of the business date: as the last run read them where that has kept its copy, else as they",
            "are now; it says which, and whether they are the same. Stores and sends nothing. Exits with 4 when more than --most percent",
            "go otherwise."
        })
final class MappingDiffCommand extends Action {
    @Parameters(paramLabel = "SOURCE", description = "Configured source, folder name or directory.")
    String source = "";

    @Option(
            names = "--against",
            paramLabel = "DIR",
            description = {
                "The earlier version: a directory. For a configured source by default the version that its last run was sent with,",
                "which the store has kept."
            })
    @Nullable Path against;

    @Option(names = "--date", paramLabel = "D", description = "Business date; the last complete one if not given.")
    @Nullable LocalDate date;

    @Option(names = "--most", paramLabel = "PERCENT", description = "Most accounts that may go otherwise, in percent.")
    @Nullable Integer most;

    @Override
    Answer act(CreditConnector app) {
        if (against != null && !Files.isDirectory(against)) {
            throw usage("--against " + against + " is no directory; name the earlier version of the folder");
        }
        if (most != null && (most < 0 || most > 100)) {
            throw usage("--most is " + most + ", expected 0 to 100");
        }
        try (MappingSubject subject = MappingSubject.of(app, source, date)) {
            SourceMapping earlier = SourceMapping.load(earlier(app));
            Lender lender = subject.lender();
            MappingChanges changes = new MappingChanges();
            DiffInput input = null;
            if (lender == null) {
                RowsAtHand rows = RowsAtHand.of(this, subject, null, Integer.MAX_VALUE);
                TwoVersions.each(
                        mapped(earlier.bind(rows.shapes()), rows),
                        mapped(subject.mapping().bind(rows.shapes()), rows),
                        changes::compare);
            } else {
                try (Lender before = lender.with(earlier)) {
                    input = new DiffInput(
                            lender,
                            before,
                            lastRun(app, lender.businessDate()),
                            app.surroundings().clock().instant());
                    TwoVersions.Rows rows = new TwoVersions.Rows();
                    TwoVersions.each(before, lender, changes::compare, rows);
                    input.counted(earlier, subject.mapping(), rows, changes.before(), changes.after());
                }
            }
            return answer(subject.mapping(), earlier, changes, input);
        }
    }

    private DiffInput.@Nullable LastRun lastRun(CreditConnector app, LocalDate businessDate) {
        try (Store store = LedgerAction.open(app.config())) {
            return DiffInput.LastRun.of(store, source, businessDate);
        }
    }

    private SourceFolder earlier(CreditConnector app) {
        if (against != null) {
            return SourceFolder.of(against);
        }
        ConnectorConfig config = app.hasConfig() ? app.config() : null;
        if (config == null || !config.sources().containsKey(source)) {
            throw usage("--against is missing; name the earlier version of the folder");
        }
        try (Store store = LedgerAction.open(config)) {
            MappingFolders folders = new MappingFolders(store);
            MappingFolders.Kept kept = folders.lastSent(source)
                    .flatMap(folders::find)
                    .orElseThrow(() -> usage("no run of " + source
                            + " was sent with a folder that is kept; name the earlier version by --against"));
            return SourceFolder.unpacked(kept.name(), kept.content());
        }
    }

    private static Map<String, MappedAccount> mapped(BoundMapping mapping, RowsAtHand rows) {
        Map<String, MappedAccount> mapped = new TreeMap<>();
        rows.accounts().forEach(account -> {
            MappedAccount one = mapping.map(account, rows.run());
            mapped.put(one.accountKey(), one);
        });
        return mapped;
    }

    private Answer answer(
            SourceMapping mapping, SourceMapping earlier, MappingChanges changes, @Nullable DiffInput input) {
        boolean tooMany = most != null && changes.percent() > most;
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("command", command());
        json.put("mapping", mapping.name());
        json.put("version", mapping.version());
        json.put("earlierVersion", earlier.version());
        json.put("input", input == null ? null : input.json());
        json.putAll(changes.json());
        json.put("tooMany", tooMany);
        List<String> versions =
                List.of(earlier.version().substring(0, 8), mapping.version().substring(0, 8));
        return new Answer(
                tooMany ? ExitCode.HELD : ExitCode.DONE,
                json,
                mapping.name() + " " + versions.get(0) + " → " + versions.get(1) + "\n"
                        + (input == null ? "input: the sample of the folder\n" : input.text()) + changes.text()
                        + (tooMany
                                ? "\n" + changes.percent() + " % of the accounts go otherwise, expected at most " + most
                                        + " %; have a second person look before the folder is used"
                                : ""));
    }
}
