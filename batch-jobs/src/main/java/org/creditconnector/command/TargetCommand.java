package org.creditconnector.command;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.creditconnector.config.ConnectorConfig;
import org.creditconnector.config.TargetConfig;
import org.creditconnector.delivery.RegistryConnection;
import org.creditconnector.delivery.RegistryUnavailableException;
import org.creditconnector.ledger.Store;
import org.creditconnector.night.ExitCode;
import org.creditconnector.registry.Powers;
import org.creditconnector.registry.Registries;
import org.creditconnector.route.ConnectorRuntime;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code target list}, {@code check}, {@code pause} and {@code resume}. */
@Command(
        name = "target",
        description = "The registries that are reported to.",
        subcommands = {
            TargetCommand.ListAll.class,
            TargetCommand.Check.class,
            TargetCommand.Pause.class,
            TargetCommand.Resume.class
        })
final class TargetCommand extends Group {
    /** All targets with their switches. */
    @Command(name = "list", description = "Lists the configured targets, and which of them are paused.")
    static final class ListAll extends LedgerAction {
        @Override
        Answer act(CreditConnector app, ConnectorConfig config, Store store) {
            var switches = new org.creditconnector.ledger.Targets(store);
            TextTable table = new TextTable("target", "profile", "channel", "url", "sources", "state");
            List<Map<String, @Nullable Object>> targets = new ArrayList<>();
            for (TargetConfig target : config.targets().values()) {
                var state = switches.state(target.name());
                List<String> sources = config.sourcesOf(target);
                Map<String, @Nullable Object> json = new LinkedHashMap<>();
                json.put("target", target.name());
                json.put("profile", target.profile());
                json.put("channel", target.channel());
                json.put("url", target.url().toString());
                json.put("sources", sources);
                json.put("paused", state.paused());
                json.put("changedBy", state.changedBy());
                json.put("reason", state.reason());
                targets.add(json);
                table.row(
                        target.name(),
                        target.profile(),
                        target.channel(),
                        target.url(),
                        String.join(" ", sources),
                        state.paused() ? "paused by " + state.changedBy() + ": " + state.reason() : "open");
            }
            return Answer.done(command(), "targets", targets, table.isEmpty() ? "no targets" : table.text(""));
        }
    }

    /** Whether the target answers. */
    @Command(
            name = "check",
            sortOptions = false,
            description = {
                "Asks the target whether it is there, and says which of its fields the sources fill, derive, default or",
                "lack. Sends nothing."
            })
    static final class Check extends Action {
        /** A date up to which no registry holds anything. */
        private static final LocalDate BEFORE_ALL = LocalDate.EPOCH;

        @Parameters(paramLabel = "T", arity = "0..1", description = "Target; not needed when there is only one.")
        @Nullable String target;

        @Option(names = "--fields", description = "A line for every field, not only for those that are lacking.")
        boolean fields;

        @Override
        Answer act(CreditConnector app) {
            ConnectorConfig config = app.config();
            TargetConfig asked = Targets.one(this, config, target);
            Map<String, List<FieldCoverage.Covered>> coverage = FieldCoverage.of(config, asked);
            ExitCode exit = ExitCode.DONE;
            String answer;
            try {
                answer = ask(config, asked);
            } catch (RegistryUnavailableException e) {
                if (coverage.isEmpty()) {
                    throw e;
                }
                // What the sources fill can be said without the registry.
                exit = ExitCode.TARGET_DOWN;
                answer = String.valueOf(e.getMessage());
            }
            Map<String, @Nullable Object> json = new LinkedHashMap<>();
            json.put("command", command());
            json.put("target", asked.name());
            json.put("answer", answer);
            Map<String, @Nullable Object> sources = new LinkedHashMap<>();
            coverage.forEach((source, covered) -> sources.put(
                    source, covered.stream().map(FieldCoverage.Covered::json).toList()));
            json.put("fields", sources);
            return new Answer(exit, json, asked.name() + "  " + answer + "\n" + FieldCoverage.text(coverage, fields));
        }

        /**
         * One question to the target: of those that its powers allow the one that costs it least.
         *
         * @throws org.creditconnector.delivery.RegistryUnavailableException when it does not answer
         */
        static String ask(ConnectorConfig config, TargetConfig target) {
            Registries registries = Registries.shipped();
            try (ConnectorRuntime routes = new ConnectorRuntime(registries, record -> List.of())) {
                return ask(
                        routes.connect(target.endpoint(config.lender().code(), registries)),
                        Targets.profile(target).powers(),
                        target);
            }
        }

        private static String ask(RegistryConnection connection, Powers powers, TargetConfig target) {
            // Over a log a check looks at topics; to read feedback would cost more.
            if (powers.statusQuery() || connection.answersAtOnce() || connection.isToldOfRunEnds()) {
                return connection.check();
            }
            String answers = target.url() + " answers as a " + target.profile() + " registry, asked for ";
            if (powers.statement()) {
                connection.statement(BEFORE_ALL);
                return answers + "its totals";
            }
            if (powers.listing()) {
                connection.holdings(BEFORE_ALL, null);
                return answers + "what it holds";
            }
            if (powers.feedback()) {
                connection.feedback(null);
                return answers + "its feedback";
            }
            return target.url() + " was not asked: by its powers it answers no question, so that only a package tells"
                    + " whether it is there";
        }
    }

    /** A switch that is turned. */
    abstract static class Switch extends LedgerAction {
        @Parameters(paramLabel = "T", description = "Target.")
        String target = "";

        @Mixin
        Decision decision = new Decision();

        abstract void turn(org.creditconnector.ledger.Targets switches, String name);

        @Override
        Answer act(CreditConnector app, ConnectorConfig config, Store store) {
            decision.check(this);
            String name = Targets.one(this, config, target).name();
            var switches = new org.creditconnector.ledger.Targets(store);
            turn(switches, name);
            boolean paused = switches.state(name).paused();
            Map<String, @Nullable Object> json = new LinkedHashMap<>();
            json.put("command", command());
            json.put("target", name);
            json.put("paused", paused);
            String next = paused ? "target resume " + name + " --author NAME --reason TEXT" : "run --target " + name;
            json.put("next", next);
            return new Answer(
                    ExitCode.DONE,
                    json,
                    name + (paused ? " is paused: nothing is sent to it" : " is open again; nothing starts by itself")
                            + "\n  next  " + Program.call(next));
        }
    }

    /** Stops sends. */
    @Command(
            name = "pause",
            sortOptions = false,
            description = "Stops all sends to a target from the next one on, also of a run that is going on.")
    static final class Pause extends Switch {
        @Override
        void turn(org.creditconnector.ledger.Targets switches, String name) {
            switches.pause(name, decision.author, decision.reason);
        }
    }

    /** Lets sends go on. */
    @Command(name = "resume", sortOptions = false, description = "Lets sends to a target go on. Starts nothing.")
    static final class Resume extends Switch {
        @Override
        void turn(org.creditconnector.ledger.Targets switches, String name) {
            switches.resume(name, decision.author, decision.reason);
        }
    }
}
