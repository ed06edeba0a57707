package org.creditconnector.command;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import org.creditconnector.extract.DatabaseMessages;
import org.creditconnector.extract.Drivers;
import org.creditconnector.night.CommandException;
import org.creditconnector.night.ExitCode;
import org.creditconnector.synthetic.Order;
import org.creditconnector.synthetic.SyntheticLender;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code generate}: a lender that does not exist, for tests and for trying a registry. */
@Command(
        name = "generate",
        sortOptions = false,
        description = {
            "Makes the tables of a Chinese consumer lender that does not exist, from a seed: same seed, same bytes.",
            "The source folder `synthetic` reads them, for any business date of the range. Control figures go beside them."
        })
final class GenerateCommand extends Action {
    @Option(names = "--out", required = true, paramLabel = "DIR", description = "Where the files go; made if absent.")
    Path out = Path.of("");

    @Option(
            names = "--accounts",
            paramLabel = "N",
            defaultValue = "500",
            description = "How many accounts. Default: ${DEFAULT-VALUE}.")
    int accounts;

    @Option(names = "--seed", paramLabel = "S", defaultValue = "1", description = "Default: ${DEFAULT-VALUE}.")
    long seed;

    @Option(
            names = "--from",
            paramLabel = "DATE",
            defaultValue = "2024-01-01",
            description = "First business date that can be run. Default: ${DEFAULT-VALUE}.")
    @Nullable LocalDate from;

    @Option(
            names = "--months",
            paramLabel = "M",
            defaultValue = "14",
            description = "Months of business dates. Default: ${DEFAULT-VALUE}.")
    int months;

    @Option(
            names = "--mistakes",
            paramLabel = "PERCENT",
            defaultValue = "0",
            description = "Accounts with a row that is wrong on purpose; mistakes.csv lists them. Default: none.")
    int mistakes;

    @Option(
            names = "--companies",
            paramLabel = "PERCENT",
            defaultValue = "0",
            description = "Customers that are companies, with loans and lines of theirs. Default: none.")
    int companies;

    @Option(
            names = "--guarantees",
            paramLabel = "PERCENT",
            defaultValue = "0",
            description = "Accounts that are guarantees for what the customer owes to another lender. Default: none.")
    int guarantees;

    @Option(
            names = "--other-shapes",
            description = {
                "The same accounts as other systems would give them, too: month ends one by one, six months in a row, entries of",
                "money without a schedule. The source folders synthetic-month-ends, -wide and -entries read them."
            })
    boolean otherShapes;

    @Option(names = "--gzip", description = "Pack the tables' files.")
    boolean gzip;

    @Option(
            names = "--url",
            paramLabel = "URL",
            description = "JDBC url of a database that gets the tables too; they must not be there.")
    @Nullable String url;

    @Mixin
    DatabaseLogin login = new DatabaseLogin();

    @Option(
            names = "--no-files",
            description = "Only the database gets the tables; control figures are written as ever.")
    boolean noFiles;

    @Override
    Answer act(CreditConnector app) {
        if (noFiles && url == null) {
            throw usage("--no-files without --url leaves nowhere to write to; give a --url");
        }
        if (otherShapes && guarantees > 0) {
            throw usage("--other-shapes has no form for guarantees; leave out --guarantees");
        }
        Order order = order();
        SyntheticLender.Made made;
        try {
            made = new SyntheticLender(order, otherShapes)
                    .write(out, !noFiles, gzip, url == null ? null : connection(app, url));
        } catch (IOException | UncheckedIOException e) {
            throw new CommandException(
                    ExitCode.UNAVAILABLE,
                    "the files cannot be written to " + out + " (" + e.getMessage()
                            + "); check room and permissions, or name another directory with --out",
                    e);
        } catch (SQLException e) {
            throw new CommandException(
                    ExitCode.UNAVAILABLE,
                    "the tables cannot be made in the database (" + DatabaseMessages.withoutValues(e)
                            + "); give the url of a database without them, or drop them first",
                    e);
        }
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("command", command());
        json.put("directory", out.toString());
        json.put("accounts", made.accounts());
        json.put("customers", made.customers());
        json.put("mistakes", made.mistakes());
        json.put("until", order.until());
        json.put("outstanding", made.outstanding());
        return new Answer(ExitCode.DONE, json, text(order, made));
    }

    private Order order() {
        try {
            return new Order(
                    accounts, seed, java.util.Objects.requireNonNull(from), months, mistakes, companies, guarantees);
        } catch (IllegalArgumentException e) {
            throw usage("--" + e.getMessage());
        }
    }

    private Connection connection(CreditConnector app, String database) throws SQLException {
        return Drivers.connections(
                        app.homeOr(Path.of(System.getProperty("user.home"), ".credit-connector"))
                                .resolve("drivers"),
                        database,
                        login.user,
                        login.password(this, app))
                .getConnection();
    }

    private String text(Order order, SyntheticLender.Made made) {
        return order.accounts() + " accounts of " + made.customers() + " customers, " + made.accounts() + ", with "
                + made.mistakes() + " mistakes, in " + (noFiles ? "the database" : out) + "\n"
                + "business dates " + order.from() + " to " + order.until() + ", principal owed on the last "
                + made.outstanding() + "\n"
                + "control figures of each night: " + out.resolve("control-figures.csv") + "\n"
                + "source folder: synthetic";
    }
}
