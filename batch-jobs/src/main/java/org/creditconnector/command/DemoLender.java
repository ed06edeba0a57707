package org.creditconnector.command;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.creditconnector.night.CommandException;
import org.creditconnector.night.ExitCode;

/**
 * The two lenders of the demo, with real rows: the default tenant of the public demo of a lending system as it stood on 2013-02-05
 * (an H2 database), and six months of a bank's card accounts up to 2005-09-30 (a CSV file).
 */
final class DemoLender {
    static final String FINERACT = "fineract";
    static final String CARDS = "uci-credit-card";

    private static final String CARD_FILE = "UCI_Credit_Card.csv";

    /** In the order in which foreign keys allow them to be filled. */
    private static final List<String> TABLES = List.of(
            "m_office",
            "m_code",
            "m_code_value",
            "m_currency",
            "m_fund",
            "m_staff",
            "m_client",
            "m_client_identifier",
            "m_group",
            "m_group_client",
            "m_charge",
            "m_product_loan",
            "m_product_loan_charge",
            "m_loan",
            "m_loan_charge",
            "m_loan_repayment_schedule",
            "m_loan_transaction",
            "m_loan_officer_assignment_history",
            "m_guarantor",
            "r_enum_value",
            "ref_loan_transaction_processing_strategy");

    private final Path directory;

    private DemoLender(Path directory) {
        this.directory = directory;
    }

    /** Lays both lenders into a directory. */
    static DemoLender in(Path directory) throws IOException {
        DemoLender lender = new DemoLender(directory);
        Files.createDirectories(directory);
        lender.copyCards();
        lender.fillFineract();
        return lender;
    }

    String fineractUrl() {
        return "jdbc:h2:file:" + directory.resolve(FINERACT);
    }

    Path cardFile() {
        return directory.resolve(CARD_FILE);
    }

    private void copyCards() throws IOException {
        try (InputStream csv = DemoLender.class.getResourceAsStream("/demo/" + CARDS + "/" + CARD_FILE)) {
            if (csv == null) {
                throw new CommandException(ExitCode.BUG, "this build has no demo data in it");
            }
            Files.copy(csv, cardFile(), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private void fillFineract() {
        try (Connection connection = DriverManager.getConnection(fineractUrl(), "sa", "");
                Statement statement = connection.createStatement()) {
            statement.execute("runscript from 'classpath:demo/fineract/schema.sql'");
            for (String table : TABLES) {
                statement.execute(
                        "insert into " + table + " select * from csvread('classpath:demo/fineract/" + table + ".csv')");
            }
        } catch (SQLException e) {
            throw new CommandException(
                    ExitCode.UNAVAILABLE,
                    "the demo's lender database cannot be made in " + directory + " ("
                            + org.creditconnector.extract.DatabaseMessages.withoutValues(e)
                            + "); check room and permissions, or name another directory with --home",
                    e);
        }
    }
}
