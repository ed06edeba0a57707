package org.creditconnector.command;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.creditconnector.config.ConnectorConfig;
import org.creditconnector.ledger.MirrorRebuild;
import org.creditconnector.ledger.Restoration;
import org.creditconnector.ledger.Store;
import org.creditconnector.ledger.StoreMove;
import org.creditconnector.ledger.StoreSettings;
import org.creditconnector.night.ExitCode;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code db migrate}, {@code backup}, {@code restored}, {@code compared} and {@code rebuild-mirror}. */
@Command(
        name = "db",
        description = "The store.",
        subcommands = {
            DbCommand.Migrate.class,
            DbCommand.Backup.class,
            DbCommand.Restored.class,
            DbCommand.Compared.class,
            DbCommand.RebuildMirror.class
        })
final class DbCommand extends Group {
    @Command(
            name = "migrate",
            sortOptions = false,
            description = {
                "Brings the schema of the store up to date. Every command does so; this one does nothing else.",
                "With --to it moves the whole store to another database, e.g. from an H2 file to PostgreSQL; the old one sends",
                "nothing any more, and a night that was interrupted goes on in the new one."
            })
    static final class Migrate extends LedgerAction {
        @Option(names = "--to", paramLabel = "URL", description = "JDBC url of an empty database of the other kind.")
        @Nullable String to;

        @Mixin
        DatabaseLogin login = new DatabaseLogin();

        @Option(names = "--author", paramLabel = "NAME", description = "With --to: who moves it.")
        @Nullable String author;

        @Override
        Answer act(CreditConnector app, ConnectorConfig config, Store store) {
            int applied = store.migrationsApplied();
            String url = to;
            if (url == null) {
                return Answer.done(
                        command(),
                        "applied",
                        applied,
                        applied == 0 ? "the schema is up to date" : applied + " migrations applied");
            }
            String who = author;
            if (who == null || who.isBlank()) {
                throw usage("--to without --author; say who moves the store");
            }
            StoreSettings there = new StoreSettings(url, login.user, login.password(this, app));
            StoreMove.Moved moved =
                    new StoreMove(store).to(there, List.copyOf(config.targets().keySet()), who);
            Map<String, @Nullable Object> json = new LinkedHashMap<>();
            json.put("command", command());
            json.put("tables", moved.tables());
            json.put("rows", moved.rows());
            return new Answer(
                    ExitCode.DONE,
                    json,
                    moved.rows() + " rows of " + moved.tables() + " tables are in " + there
                            + ", each as it was; the old store is closed for good\n"
                            + "  now    set store.url, store.user and store.password in the configuration\n"
                            + "  next   " + Program.call("status"));
        }
    }

    @Command(
            name = "backup",
            description = {
                "Writes a consistent copy of an H2 store to a new file while everything goes on.",
                "For PostgreSQL it prints the command of the database's own tool."
            })
    static final class Backup extends LedgerAction {
        @Parameters(paramLabel = "FILE", description = "New zip file.")
        Path file = Path.of("");

        @Override
        Answer act(CreditConnector app, ConnectorConfig config, Store store) {
            String done = store.backup(file);
            return Answer.done(command(), "done", done, done);
        }
    }

    @Command(
            name = "restored",
            sortOptions = false,
            description = {
                "Tells the connector that the store was put back from a copy, or that a store is used again that was moved.",
                "Nothing is sent to any target before `reconcile --target T` has compared the books with the registry's."
            })
    static final class Restored extends LedgerAction {
        @Mixin
        Decision decision = new Decision();

        /** Also one that was moved to another database which is lost now. */
        @Override
        Store opened(ConnectorConfig config) {
            return Store.openEvenIfMoved(settings(config));
        }

        @Override
        Answer act(CreditConnector app, ConnectorConfig config, Store store) {
            decision.check(this);
            Restoration restoration = new Restoration(store);
            boolean back = restoration.comeBack(decision.author, decision.reason);
            List<String> targets = List.copyOf(config.targets().keySet());
            targets.forEach(target -> restoration.doubt(target, decision.author, decision.reason));
            String next = targets.stream()
                    .map(target -> "\n  next  " + Program.call("reconcile --target " + target))
                    .collect(Collectors.joining());
            String resume = !back
                    ? ""
                    : targets.stream()
                            .map(target -> "\n  then  " + Program.call("target resume " + target)
                                    + " --author NAME --reason TEXT: paused since the store was moved")
                            .collect(Collectors.joining());
            return Answer.done(
                    command(),
                    "targets",
                    targets,
                    "nothing is sent to " + String.join(", ", targets) + " before the books were compared" + next
                            + resume);
        }
    }

    @Command(
            name = "compared",
            sortOptions = false,
            description = {
                "A person answers for it that the books of a target are as the registry's: sends go on.",
                "Only for what `reconcile --target T` cannot bring into line by itself."
            })
    static final class Compared extends LedgerAction {
        @Option(names = "--target", paramLabel = "T", description = "Target; not needed when there is only one.")
        @Nullable String target;

        @Mixin
        Decision decision = new Decision();

        @Override
        Answer act(CreditConnector app, ConnectorConfig config, Store store) {
            decision.check(this);
            String name = Targets.one(this, config, target).name();
            Restoration restoration = new Restoration(store);
            if (restoration.doubt(name).isEmpty()) {
                throw usage("target " + name + " is not in doubt: sends to it go on already");
            }
            restoration.trust(name, decision.author, decision.reason);
            return Answer.done(command(), "target", name, "sends to " + name + " go on, by " + decision.author);
        }
    }

    @Command(
            name = "rebuild-mirror",
            sortOptions = false,
            description = {
                "Makes anew what we know to be on file at a registry, from what was delivered and answered, and says whether it",
                "was the same before. Ends with 11 if it was not; it is right afterwards."
            })
    static final class RebuildMirror extends LedgerAction {
        @Option(names = "--target", paramLabel = "T", description = "Target; not needed when there is only one.")
        @Nullable String target;

        @Override
        Answer act(CreditConnector app, ConnectorConfig config, Store store) {
            String name = Targets.one(this, config, target).name();
            MirrorRebuild.Rebuilt rebuilt = new MirrorRebuild(store).rebuild(name);
            String now = "the mirror of " + name + " was rebuilt: " + rebuilt.subjects() + " subjects on file by "
                    + rebuilt.items() + " items that stand; ";
            String text = rebuilt.equal()
                    ? now + "it was the same before"
                    : now + "IT WAS NOT THE SAME BEFORE (" + rebuilt.before() + " by " + rebuilt.itemsBefore()
                            + "), which is a fault of this program: report it\n  next  "
                            + Program.call("reconcile --target " + name);
            Map<String, @Nullable Object> json = new LinkedHashMap<>();
            json.put("command", command());
            json.put("target", name);
            json.put("mirror", rebuilt);
            json.put("next", rebuilt.equal() ? null : "reconcile --target " + name);
            return new Answer(rebuilt.equal() ? ExitCode.DONE : ExitCode.UNBALANCED, json, text);
        }
    }
}
