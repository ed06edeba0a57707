package org.creditconnector.command;

import java.nio.file.Path;
import org.creditconnector.config.ConnectorConfig;
import org.creditconnector.ledger.Store;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code db migrate} and {@code db backup}. */
@Command(
        name = "db",
        description = "The store.",
        subcommands = {DbCommand.Migrate.class, DbCommand.Backup.class})
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
}
