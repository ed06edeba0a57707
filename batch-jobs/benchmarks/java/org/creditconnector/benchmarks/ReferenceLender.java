package org.creditconnector.benchmarks;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * The lender of {@code reference-lender.sql}, and what its own tables add up to: neither the product nor the measure computes these
 * figures, and both must agree with them.
 *
 * @param database name of its database
 * @param accounts number of accounts
 * @param principal sum of the amounts lent
 * @param paid sum of all repayments
 */
record ReferenceLender(String database, long accounts, BigDecimal principal, BigDecimal paid) {
    /** Made once for each size and used again. */
    static ReferenceLender of(Database server, Path script, int accounts) throws SQLException, IOException {
        String name = "reference_" + accounts;
        if (!server.has(name)) {
            server.create(name);
            try (Connection connection = server.connect(name);
                    Statement statement = connection.createStatement()) {
                statement.execute("set synchronous_commit = off");
                statement.execute(Files.readString(script).replace(":accounts", Integer.toString(accounts)));
                for (String table : List.of("borrower", "loan_account", "instalment", "repayment")) {
                    statement.execute("vacuum analyze " + table);
                }
            }
        }
        try (Connection connection = server.connect(name)) {
            return new ReferenceLender(
                    name,
                    Long.parseLong(Database.one(connection, "select count(*) from loan_account")),
                    new BigDecimal(Database.one(connection, "select sum(loan_amount) from loan_account")),
                    new BigDecimal(Database.one(connection, "select coalesce(sum(amount), 0) from repayment")));
        }
    }
}
