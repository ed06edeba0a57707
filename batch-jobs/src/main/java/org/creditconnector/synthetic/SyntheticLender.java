package org.creditconnector.synthetic;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.creditconnector.synthetic.ControlFigures.Figure;
import org.jspecify.annotations.Nullable;

/**
 * Makes the lender account by account: nothing of an account is kept once it is written, so that memory does not grow with their
 * number.
 */
public final class SyntheticLender {
    private static final int MONTHS_BEFORE = 18;
    private static final int KNOWN_BEFORE = 24;

    private final Order order;
    private final boolean otherShapes;

    /** A lender as ordered. */
    public SyntheticLender(Order order) {
        this(order, false);
    }

    /**
     * A lender as ordered.
     *
     * @param otherShapes whether the same accounts are written as other systems would give them, too
     */
    public SyntheticLender(Order order, boolean otherShapes) {
        this.order = order;
        this.otherShapes = otherShapes;
    }

    /**
     * What was made.
     *
     * @param accounts by kind
     * @param customers how many borrowers and guarantors
     * @param mistakes accounts with a row that is wrong on purpose
     * @param outstanding principal owed on the last business date, by currency
     */
    public record Made(Map<String, Integer> accounts, long customers, int mistakes, Map<String, String> outstanding) {}

    /**
     * Writes the tables, {@code control-figures.csv} and {@code mistakes.csv}.
     *
     * @param directory for the files; made if absent
     * @param files whether the tables are written as CSV files
     * @param gzip whether those are packed
     * @param database where the tables go too; closed afterwards
     * @throws UncheckedIOException when a file cannot be written
     * @throws SQLException when the tables cannot be made, e.g. because they are there
     */
    public Made write(Path directory, boolean files, boolean gzip, @Nullable Connection database)
            throws IOException, SQLException {
        Files.createDirectories(directory);
        ControlFigures figures = new ControlFigures(order.from(), order.until());
        try (LenderRows rows = rows(directory, files, gzip, database);
                CsvWriter mistakes = CsvRows.writer(directory.resolve("mistakes.csv"), false)) {
            mistakes.writeRecord("account_no", "mistake");
            Made made = make(rows, figures, mistakes);
            figures.write(directory.resolve("control-figures.csv"));
            return made;
        }
    }

    /** Names of the tables, as the source folder calls them; a file has the suffix {@code .csv}. */
    public static List<String> tables() {
        return LenderTable.tables(false).stream().map(LenderTable::table).toList();
    }

    private LenderRows rows(Path directory, boolean files, boolean gzip, @Nullable Connection database)
            throws SQLException {
        if (database == null && !files) {
            throw new IllegalArgumentException("neither files nor a database to write to");
        }
        List<LenderTable> tables = LenderTable.tables(otherShapes);
        if (database == null) {
            return new CsvRows(directory, gzip, tables);
        }
        LenderRows rows = new DatabaseRows(database, tables);
        return files ? LenderRows.both(new CsvRows(directory, gzip, tables), rows) : rows;
    }

    private Made make(LenderRows rows, ControlFigures figures, CsvWriter mistakes) {
        LocalDate known = order.from().minusMonths(KNOWN_BEFORE);
        LocalDate until = order.until();
        People people = new People(order.seed(), known);
        people.companies(rows);
        Companies companies = new Companies(order, known);
        Accounts accounts = new Accounts(order.seed(), order.from().minusMonths(MONTHS_BEFORE), until, known, figures);
        Map<String, Integer> kinds = new TreeMap<>();
        long customer = 0;
        int wrong = 0;
        int number = 0;
        while (number < order.accounts()) {
            customer++;
            boolean company = companies.is(customer);
            if (company) {
                companies.customer(rows, customer);
            } else {
                people.customer(rows, customer, order.from(), until);
            }
            int many = Math.min(order.accounts() - number, new Draw(order.seed(), "accounts", customer).between(1, 3));
            for (int i = 0; i < many; i++) {
                number++;
                Mistakes fault = Mistakes.of(new Draw(order.seed(), "mistake", number), order.mistakes());
                String account = Accounts.accountNo(number);
                kinds.merge(
                        accounts.write(fault.spoiling(rows), number, customer, company, otherShapes), 1, Integer::sum);
                if (fault != Mistakes.NONE) {
                    wrong++;
                    mistakes.writeRecord(account, fault.sentence());
                }
            }
        }
        Map<String, String> outstanding = new TreeMap<>();
        for (String currency : figures.currencies()) {
            outstanding.put(currency, Money.text(figures.last(Figure.OUTSTANDING, currency)));
        }
        return new Made(kinds, customer, wrong, outstanding);
    }
}
