package org.creditconnector.command;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.creditconnector.calendar.ReportingCalendar;
import org.creditconnector.config.ConnectorConfig;
import org.creditconnector.config.TargetConfig;
import org.creditconnector.night.CommandException;
import org.creditconnector.night.ExitCode;
import org.creditconnector.night.Nights;
import org.creditconnector.night.RunReport;
import org.creditconnector.night.RunRequest;
import org.creditconnector.yaml.InvalidDocumentException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code run}: the night, source by source. */
@Command(
        name = "run",
        sortOptions = false,
        description = {
            "Runs the night: extracts, maps, checks, sends, takes in feedback, balances the books.",
            "Safe to call twice and side by side: a night that ended is not repeated, one that stopped goes on."
        })
final class RunCommand extends Action {
    @Option(names = "--target", paramLabel = "T", description = "Target; not needed when there is only one.")
    @Nullable String target;

    @Option(names = "--source", paramLabel = "S", description = "Source; all that the target takes if not given.")
    @Nullable String source;

    @Option(
            names = "--date",
            paramLabel = "D",
            description = "Business date; the last complete one of the lender's calendar if not given.")
    @Nullable LocalDate date;

    @Option(
            names = "--workers",
            description = "Let `worker` processes, also of other machines, prepare the ranges; needs a broker.")
    boolean workers;

    @Option(
            names = "--full",
            description = "Read all accounts, also where the source folder can name those that changed.")
    boolean full;

    @Option(
            names = "--again",
            description =
                    "Another pass of a date that has ended, for rows that changed since; with --author and --reason.")
    boolean again;

    @Option(names = "--author", paramLabel = "NAME", description = "Who asks; kept in the ledger.")
    @Nullable String author;

    @Option(names = "--reason", paramLabel = "TEXT", description = "Why; kept in the ledger.")
    @Nullable String reason;

    @Override
    Answer act(CreditConnector app) {
        RunRequest.Again pass = furtherPass();
        ConnectorConfig config = app.config();
        TargetConfig to = Targets.one(this, config, target);
        List<String> from = Targets.sources(this, config, to, source);
        LocalDate businessDate = businessDate(app, ReportingCalendar.of(config.lender()));
        List<RunReport> runs = new ArrayList<>();
        try (ConsoleProgress progress = app.progress();
                Nights nights = app.surroundings().nights().open(config, progress)) {
            for (String name : from) {
                RunRequest request = new RunRequest(to.name(), name, businessDate, pass, workers, full);
                runs.add(run(nights, request, from.size() == 1));
            }
            app.tell(config, nights, to.name(), runs);
            copy(app, nights, businessDate);
        }
        return Reports.answer(command(), runs);
    }

    private RunRequest.@Nullable Again furtherPass() {
        if (!again) {
            if (reason != null || author != null) {
                throw usage("--author and --reason go with --again only");
            }
            return null;
        }
        if (author == null || author.isBlank() || reason == null || reason.isBlank()) {
            throw usage("--again needs --author NAME and --reason TEXT: they are kept in the ledger");
        }
        return new RunRequest.Again(author, reason);
    }

    private LocalDate businessDate(CreditConnector app, ReportingCalendar calendar) {
        LocalDate last = calendar.lastComplete(app.surroundings().clock().instant());
        if (date == null) {
            app.remark("business date " + last + " (the last complete one in " + calendar.zone() + ")");
            return last;
        }
        if (date.isAfter(last)) {
            throw usage(date + " is not complete in " + calendar.zone() + "; the last complete date is " + last);
        }
        if (!calendar.isDue(date)) {
            app.remark(date + " is not a reporting day of the calendar; it is run because it was asked for");
        }
        return date;
    }

    /** A copy that cannot be made changes nothing about the night; `doctor` sees that it is not there. */
    private static void copy(CreditConnector app, Nights nights, LocalDate businessDate) {
        try {
            Path copy = nights.copy(businessDate);
            if (copy != null) {
                app.remark("the store is copied to " + copy);
            }
        } catch (IOException | RuntimeException e) {
            app.complain(
                    "STORE-COPY no copy of the store was made: " + e + "; make room or mend store.copies.directory", e);
        }
    }

    /** One source that cannot be opened does not keep the others from their night. */
    private static RunReport run(Nights nights, RunRequest request, boolean alone) {
        try {
            return nights.run(request);
        } catch (CommandException e) {
            return RunReport.notOpened(request, e.exit(), e.sentence());
        } catch (InvalidDocumentException e) {
            if (alone) {
                throw e;
            }
            return RunReport.notOpened(request, ExitCode.CONFIGURATION, String.valueOf(e.getMessage()));
        }
    }
}
