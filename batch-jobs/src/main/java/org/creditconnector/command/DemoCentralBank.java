package org.creditconnector.command;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import org.creditconnector.night.CommandException;
import org.creditconnector.night.ExitCode;
import org.creditconnector.night.RunReport;
import org.creditconnector.night.RunRequest;
import org.creditconnector.synthetic.Order;
import org.creditconnector.synthetic.SyntheticLender;

/** The demo's second registry: four nights of a lender that does not exist, at the central bank's interface, a month end among them. */
final class DemoCentralBank {
    static final String TARGET = "central-bank";
    static final String SOURCE = "synthetic";

    private static final String PROVIDER = "Z99999999H0001";
    private static final LocalDate FIRST = LocalDate.of(2024, 1, 29);
    private static final int NIGHTS = 4;
    private static final Order ORDER = new Order(60, 7, FIRST, 1, 0);

    private final Path lender;
    private final Path door;

    private DemoCentralBank(Path lender, Path door) {
        this.lender = lender;
        this.door = door;
    }

    /** Makes the lender's files. */
    static DemoCentralBank in(Path home) throws IOException {
        DemoCentralBank bank = new DemoCentralBank(home.resolve("lender").resolve(SOURCE), home.resolve(TARGET));
        try {
            new SyntheticLender(ORDER).write(bank.lender, true, false, null);
        } catch (SQLException e) {
            throw new CommandException(ExitCode.BUG, "files were to be written and a database failed", e);
        }
        return bank;
    }

    /** Options of the mock registry that make it this registry too. */
    List<String> options() {
        return List.of("--pbcrc", door.toString(), "--provider", PROVIDER);
    }

    List<RunRequest> requests() {
        return FIRST.datesUntil(FIRST.plusDays(NIGHTS))
                .map(date -> new RunRequest(TARGET, SOURCE, date, null))
                .toList();
    }

    /** Its part under {@code sources} of the configuration. */
    String source() {
        StringBuilder yaml =
                new StringBuilder("  " + SOURCE + ":\n    mapping: synthetic\n    key-prefix: S-\n    files:\n");
        for (String table : SyntheticLender.tables()) {
            yaml.append("      ")
                    .append(table)
                    .append(":\n        path: \"")
                    .append(lender.resolve(table + ".csv"))
                    .append("\"\n");
        }
        return yaml.toString();
    }

    /** Its part under {@code targets} of the configuration. */
    String target() {
        return """
                  central-bank:
                    profile: pbcrc
                    sources: [synthetic]
                    channel: directory
                    files:
                      upload: "%1$s/inbox"
                      taken: "%1$s/taken"
                      feedback: "%1$s/outbox"
                    settings: {provider: %2$s}
                    feedback-wait: 60s
                """.formatted(door, PROVIDER);
    }

    /** The nights for people, a line each. */
    static String text(List<RunReport> runs) {
        TextTable table =
                new TextTable("night", "state", "accounts", "held", "reported", "records", "accepted", "rejected");
        for (RunReport run : runs) {
            table.row(
                    run.businessDate(),
                    run.state(),
                    run.accounts().extracted(),
                    run.accounts().held(),
                    run.accounts().reported(),
                    run.items().staged(),
                    run.items().accepted(),
                    run.items().rejected());
        }
        return "Central bank (unofficial data pack), four nights of a lender that does not exist, a month end among them:\n"
                + table.text("  ");
    }
}
