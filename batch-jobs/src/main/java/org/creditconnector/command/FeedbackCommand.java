package org.creditconnector.command;

import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.creditconnector.config.ConnectorConfig;
import org.creditconnector.config.TargetConfig;
import org.creditconnector.ledger.FeedbackQueries;
import org.creditconnector.ledger.FeedbackQueries.Letter;
import org.creditconnector.ledger.FeedbackResult;
import org.creditconnector.ledger.FeedbackState;
import org.creditconnector.ledger.Store;
import org.creditconnector.ledger.SubmissionLedger;
import org.creditconnector.masking.MaskedJson;
import org.creditconnector.night.ExitCode;
import org.creditconnector.night.Json;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code feedback list·show·apply·discard}: what came back and was kept out of the books, and a person's way with it. */
@Command(
        name = "feedback",
        description = "Feedback that was kept out of the books, and what to do with it.",
        subcommands = {
            FeedbackCommand.Listing.class,
            FeedbackCommand.Show.class,
            FeedbackCommand.Apply.class,
            FeedbackCommand.Discard.class
        })
final class FeedbackCommand extends Group {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);
    private static final String DECIDE = " --author NAME --reason TEXT";

    /** What waits for a person. */
    @Command(
            name = "list",
            sortOptions = false,
            description = "Lists feedback that was kept out of the books, newest first, with the reason.")
    static final class Listing extends LedgerAction {
        @Option(names = "--target", paramLabel = "T", description = "Only of this target.")
        @Nullable String target;

        @Option(
                names = "--state",
                paramLabel = "STATE",
                defaultValue = "QUARANTINED",
                description = "In this state instead: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
        FeedbackState state = FeedbackState.QUARANTINED;

        @Option(
                names = "--limit",
                paramLabel = "N",
                defaultValue = "50",
                description = "How many at most, of each target. Default: ${DEFAULT-VALUE}.")
        int limit = 50;

        @Override
        Answer act(CreditConnector app, ConnectorConfig config, Store store) {
            Arguments.demandLimit(this, limit);
            List<TargetConfig> targets = target == null
                    ? List.copyOf(config.targets().values())
                    : List.of(Targets.one(this, config, target));
            FeedbackQueries queries = new FeedbackQueries(store);
            List<Letter> letters = targets.stream()
                    .flatMap(one -> queries.letters(one.name(), state, limit).stream())
                    .toList();
            StringBuilder text = new StringBuilder();
            for (Letter letter : letters) {
                text.append(letter.id()).append("  ").append(heading(letter)).append('\n');
                text.append("    ").append(why(letter)).append('\n');
            }
            if (!letters.isEmpty()) {
                text.append("  next  ")
                        .append(Program.call("feedback show " + letters.get(0).id()))
                        .append('\n');
            }
            return Answer.done(
                    command(),
                    "feedback",
                    letters,
                    text.isEmpty() ? "no feedback is " + state.name().toLowerCase(Locale.ROOT) : text.toString());
        }
    }

    /** One feedback as everyone may see it. */
    @Command(
            name = "show",
            sortOptions = false,
            description = {
                "Shows one feedback: why it was kept out, what it says, and the commands that settle it.",
                "Text that could not be read is shown with every letter and figure masked."
            })
    static final class Show extends LedgerAction {
        @Parameters(paramLabel = "ID", description = "Number of the feedback as `feedback list` shows it.")
        long id;

        @Override
        Answer act(CreditConnector app, ConnectorConfig config, Store store) {
            FeedbackQueries queries = new FeedbackQueries(store);
            Letter letter = require(this, queries, id);
            String content = queries.content(id).map(MaskedJson::of).orElse(null);
            String outline = content != null
                    ? null
                    : queries.raw(id).map(OutlinedText::of).orElse(null);
            Map<String, @Nullable Object> json = new LinkedHashMap<>();
            json.put("command", command());
            json.put("feedback", letter);
            json.put("content", content == null ? null : Json.tree(content));
            json.put("outline", outline);
            json.put("next", decisions(letter));
            StringBuilder text = new StringBuilder();
            text.append(letter.id())
                    .append("  ")
                    .append(heading(letter))
                    .append("  ")
                    .append(letter.state());
            text.append('\n');
            text.append("  why      ").append(why(letter)).append('\n');
            text.append("  text     SHA-256 ").append(letter.sha256()).append('\n');
            if (content != null) {
                text.append("  says     ").append(content).append('\n');
            } else {
                text.append("  outline  ")
                        .append(outline == null ? "the text was purged" : outline)
                        .append('\n');
            }
            decisions(letter)
                    .forEach(call -> text.append("  next     ")
                            .append(Program.call(call))
                            .append('\n'));
            return new Answer(ExitCode.DONE, json, text.toString());
        }
    }

    private static String heading(Letter letter) {
        StringBuilder heading = new StringBuilder(letter.target()).append("  ").append(letter.feedbackId());
        if (letter.runName() != null) {
            heading.append("  ").append(letter.runName());
        }
        if (letter.packageId() != null) {
            heading.append("  package ").append(letter.packageId());
        }
        return heading.append("  received ")
                .append(letter.receivedAt().format(TIME))
                .toString();
    }

    private static String why(Letter letter) {
        return (letter.ruleId() == null ? "" : letter.ruleId() + ": ")
                + (letter.reason() == null ? "not looked at yet" : letter.reason());
    }

    private static List<String> decisions(Letter letter) {
        if (letter.state() != FeedbackState.QUARANTINED) {
            return List.of();
        }
        String discard = "feedback discard " + letter.id() + DECIDE;
        return letter.canBeApplied() ? List.of("feedback apply " + letter.id() + DECIDE, discard) : List.of(discard);
    }

    private static Letter require(Action action, FeedbackQueries queries, long id) {
        return queries.letter(id)
                .orElseThrow(
                        () -> action.usage("there is no feedback " + id + "; `feedback list` shows those that wait"));
    }

    /** A person settles a feedback. */
    abstract static class Settle extends LedgerAction {
        @Parameters(paramLabel = "ID", description = "Number of the feedback as `feedback list` shows it.")
        long id;

        @Mixin
        Decision decision = new Decision();

        abstract FeedbackResult settle(SubmissionLedger ledger, Letter letter);

        @Override
        Answer act(CreditConnector app, ConnectorConfig config, Store store) {
            decision.check(this);
            Letter letter = require(this, new FeedbackQueries(store), id);
            if (letter.state() != FeedbackState.QUARANTINED) {
                throw usage(
                        "feedback " + id + " is " + letter.state() + "; only one that is QUARANTINED is decided on");
            }
            FeedbackResult result = settle(new SubmissionLedger(store), letter);
            String next = letter.runName() == null ? null : "collect --target " + letter.target();
            Map<String, @Nullable Object> json = new LinkedHashMap<>();
            json.put("command", command());
            json.put("feedback", id);
            json.put("state", result.state());
            json.put("done", result.detail());
            json.put("author", decision.author);
            json.put("reason", decision.reason);
            json.put("next", next);
            String text = id + "  " + result.state() + "  " + result.detail()
                    + (next == null ? "" : "\n  next  " + Program.call(next));
            return new Answer(ExitCode.DONE, json, text);
        }
    }

    /** Takes the verdicts although counts or sums are wrong. */
    @Command(
            name = "apply",
            sortOptions = false,
            description = {
                "Takes the verdicts of a feedback into the books although its counts or sums are wrong.",
                "Only then: what is unreadable, foreign or contradictory is never taken."
            })
    static final class Apply extends Settle {
        @Override
        FeedbackResult settle(SubmissionLedger ledger, Letter letter) {
            if (!letter.canBeApplied()) {
                throw usage(
                        "feedback " + id + " was kept out for " + letter.ruleId()
                                + "; only wrong counts or sums (FEEDBACK-TOTALS) can be passed over, so discard it or wait for a right one");
            }
            return ledger.applyFeedbackAnyway(id, decision.author, decision.reason);
        }
    }

    /** Settles it as one that never counts. */
    @Command(
            name = "discard",
            sortOptions = false,
            description = {
                "Settles a feedback that was kept out: it never counts, and is kept as it came.",
                "What it judges stays as it is; a right feedback that comes later is taken."
            })
    static final class Discard extends Settle {
        @Override
        FeedbackResult settle(SubmissionLedger ledger, Letter letter) {
            return ledger.discardFeedback(id, decision.author, decision.reason);
        }
    }
}
