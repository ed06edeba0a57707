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
            description =
                    "Brings the schema of the store up to date. Every command does so; this one does nothing else.")
    static final class Migrate extends LedgerAction {
        @Override
        Answer act(CreditConnector app, ConnectorConfig config, Store store) {
            int applied = store.migrationsApplied();
            return Answer.done(
                    command(),
                    "applied",
                    applied,
                    applied == 0 ? "the schema is up to date" : applied + " migrations applied");
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
                "Tells the connector that the store was put back from a copy.",
                "Nothing is sent to any target before `reconcile --target T` has compared the books with the registry's."
            })
    static final class Restored extends LedgerAction {
        @Mixin
        Decision decision = new Decision();

        @Override
        Answer act(CreditConnector app, ConnectorConfig config, Store store) {
            decision.check(this);
            Restoration restoration = new Restoration(store);
            List<String> targets = List.copyOf(config.targets().keySet());
            targets.forEach(target -> restoration.doubt(target, decision.author, decision.reason));
            String next = targets.stream()
                    .map(target -> "\n  next  " + Program.call("reconcile --target " + target))
                    .collect(Collectors.joining());
            return Answer.done(
                    command(),
                    "targets",
                    targets,
                    "nothing is sent to " + String.join(", ", targets) + " before the books were compared" + next);
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
