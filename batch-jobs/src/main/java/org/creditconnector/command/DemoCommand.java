package org.creditconnector.command;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.creditconnector.config.ConfigFile;
import org.creditconnector.config.ConnectorConfig;
import org.creditconnector.ledger.FindingRow;
import org.creditconnector.ledger.LedgerQueries;
import org.creditconnector.ledger.Store;
import org.creditconnector.night.CommandException;
import org.creditconnector.night.ExitCode;
import org.creditconnector.night.Nights;
import org.creditconnector.night.RunReport;
import org.creditconnector.night.RunRequest;
import org.creditconnector.record.Severity;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;

/** {@code demo}: a whole night on real sample data against the mock registry. */
@Command(
        name = "demo",
        sortOptions = false,
        description = {
            "Runs a whole night of two real lenders against a registry on this machine, and four nights of a lender that does not",
            "exist against the central bank's interface: nothing else is needed.",
            "Starts afresh each time and leaves its state in the home directory, to be looked at with the other commands."
        })
final class DemoCommand extends Action {
    /** Says that a home directory belongs to a demo and may be emptied by the next one. */
    private static final String MARK = "this-is-a-demo";

    private static final String TARGET = "registry";

    /** More than there are; a demo with more rejects than this failed anyway. */
    private static final int MOST_REJECTS = 100;

    /** Rows were dumped, and statements made, on these days. */
    private static final Map<String, LocalDate> NIGHTS = nights();

    private static Map<String, LocalDate> nights() {
        Map<String, LocalDate> nights = new LinkedHashMap<>();
        nights.put(DemoLender.FINERACT, LocalDate.of(2013, 2, 5));
        nights.put(DemoLender.CARDS, LocalDate.of(2005, 9, 30));
        return nights;
    }

    @Override
    Answer act(CreditConnector app) throws IOException {
        Path home = app.homeOr(Path.of(System.getProperty("user.home"), ".credit-connector", "demo"));
        Program.calledWith("--home", home.toString());
        empty(home);
        DemoLender lender = DemoLender.in(home.resolve("lender"));
        app.remark("two lenders with real rows laid into " + home.resolve("lender"));
        DemoCentralBank centralBank = DemoCentralBank.in(home);
        app.remark("a third one, that does not exist, beside them");
        List<RunReport> runs;
        List<RunReport> toCentralBank;
        ConnectorConfig config;
        try (DemoRegistry registry = DemoRegistry.start("demo", centralBank, home.resolve("mock-registry.log"))) {
            app.remark("registry for tests started at " + registry.url());
            Path file = home.resolve("credit-connector.yaml");
            Files.writeString(file, configuration(lender, registry.url(), centralBank.source(), centralBank.target()));
            config = ConfigFile.read(file, home, app.surroundings()::env);
            LogFile.open(config);
            runs = run(
                    app,
                    config,
                    NIGHTS.entrySet().stream()
                            .map(night -> new RunRequest(TARGET, night.getKey(), night.getValue(), null))
                            .toList());
            toCentralBank = run(app, config, centralBank.requests());
        }
        List<LedgerQueries.RejectedItem> found = rejects(config);
        List<RunReport> all = new ArrayList<>(runs);
        all.addAll(toCentralBank);
        ExitCode exit = exit(all, found);
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("command", command());
        json.put("runs", all);
        return new Answer(
                exit,
                json,
                Reports.text(runs) + "\n" + text(found) + "\n" + DemoCentralBank.text(toCentralBank) + "\n"
                        + lookFurther(home, exit));
    }

    private static List<LedgerQueries.RejectedItem> rejects(ConnectorConfig config) {
        try (Store store = LedgerAction.open(config)) {
            return new LedgerQueries(store)
                    .rejects(TARGET, null, null, MOST_REJECTS)
                    .rows();
        }
    }

    private static String text(List<LedgerQueries.RejectedItem> rejects) {
        StringBuilder text = new StringBuilder("Rejected by the registry:\n");
        for (LedgerQueries.RejectedItem reject : rejects) {
            for (FindingRow finding : reject.findings()) {
                if (finding.severity().equals(Severity.ERROR.name())) {
                    text.append(String.format(
                            Locale.ROOT,
                            "  %-10s %-5s %s%n",
                            reject.accountKey(),
                            finding.ruleId(),
                            finding.message()));
                }
            }
        }
        return text.toString();
    }

    private static List<RunReport> run(CreditConnector app, ConnectorConfig config, List<RunRequest> requests) {
        try (ConsoleProgress progress = app.progress();
                Nights nights = app.surroundings().nights().open(config, progress)) {
            return requests.stream().map(nights::run).toList();
        }
    }

    /** Done when all books balance and the planted rejects are the only ones; else what the runs ended with. */
    private static ExitCode exit(List<RunReport> runs, List<LedgerQueries.RejectedItem> rejects) {
        ExitCode worst = ExitCode.worst(runs.stream().map(RunReport::exit).toList());
        if (worst != ExitCode.WORK_LIST && worst != ExitCode.DONE) {
            return worst;
        }
        TreeSet<String> found = rejects.stream()
                .flatMap(reject -> reject.findings().stream()
                        .filter(finding -> finding.severity().equals(Severity.ERROR.name()))
                        .map(finding -> reject.accountKey() + "," + finding.ruleId()))
                .collect(Collectors.toCollection(TreeSet::new));
        boolean asPlanted = found.equals(planted());
        boolean nothingHeld = runs.stream().allMatch(run -> run.accounts().held() == 0);
        return asPlanted && nothingHeld ? ExitCode.DONE : ExitCode.WORK_LIST;
    }

    private static TreeSet<String> planted() {
        try (InputStream csv = DemoCommand.class.getResourceAsStream("/demo/planted-rejects.csv")) {
            if (csv == null) {
                throw new CommandException(ExitCode.BUG, "this build has no list of the demo's planted rejects in it");
            }
            return new BufferedReader(new InputStreamReader(csv, StandardCharsets.UTF_8))
                    .lines()
                    .skip(1)
                    .collect(Collectors.toCollection(TreeSet::new));
        } catch (IOException e) {
            throw new UncheckedIOException("the list of planted rejects cannot be read", e);
        }
    }

    private static String lookFurther(Path home, ExitCode exit) {
        return (exit == ExitCode.DONE
                        ? "All nights are reconciled: every account extracted is accounted for, and the rejects above are the planted ones.\n"
                        : "This is not how the demo should end; the log is " + LogFile.in(home) + "\n")
                + "Look further:\n"
                + Stream.of("status", "rejects", "held", "journey L-60")
                        .map(command -> "  " + Program.call(command))
                        .collect(Collectors.joining("\n"));
    }

    private static void empty(Path home) throws IOException {
        if (Files.exists(home.resolve("credit-connector.yaml")) && !Files.exists(home.resolve(MARK))) {
            throw new CommandException(
                    ExitCode.USAGE,
                    home
                            + " holds a configuration that is not a demo's, expected an empty directory; name another one with --home");
        }
        if (Files.exists(home.resolve(MARK))) {
            try (Stream<Path> old = Files.walk(home)) {
                for (Path path : old.sorted(Comparator.reverseOrder()).toList()) {
                    if (!path.equals(home)) {
                        Files.delete(path);
                    }
                }
            }
        }
        Files.createDirectories(home);
        Files.writeString(home.resolve(MARK), "The command demo empties this directory when it starts.\n");
    }

    /**
     * The demo's configuration.
     *
     * @param moreSources further lines under {@code sources}
     * @param moreTargets further lines under {@code targets}
     */
    static String configuration(DemoLender lender, String url, String moreSources, String moreTargets) {
        return """
                # The demo's configuration, written by the command demo. The registry ran only as long as the demo.
                lender:
                  code: DEMO-LENDER
                  name: Demo lender
                  time-zone: Asia/Shanghai

                sources:
                  fineract:
                    mapping: fineract
                    key-prefix: L-
                    url: "%s"
                    user: sa
                  uci-credit-card:
                    mapping: uci-credit-card
                    key-prefix: C-
                    files:
                      accounts:
                        path: "%s"

                %s
                targets:
                  registry:
                    profile: registry-api
                    sources: [fineract, uci-credit-card]
                    url: %s
                    feedback-wait: 60s

                %s""".formatted(lender.fineractUrl(), lender.cardFile(), moreSources, url, moreTargets);
    }
}
