package org.creditconnector.benchmarks.light;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * What a hand-written program for this one lender and this one record would do, without frameworks and without books: key ranges of
 * 5,000 accounts, three binary COPY streams each, derivation, thirty rules, Avro by hand, zstd, POST. The product is measured
 * against it.
 *
 * <p>Arguments: JDBC address, address to post to, file of the schema, workers. Prints one line of figures.
 */
public final class LightPipeline {
    private static final int RANGE = 5_000;
    private static final int PACKAGE = 5_000;
    private static final String ACCOUNTS =
            "SELECT a.account_id, b.id_type, b.id_no, b.full_name, b.birth_date, b.phone, b.address, b.employment,"
                    + " a.account_no, a.product_code, a.branch_code, a.currency, a.open_date, a.maturity_date,"
                    + " a.loan_amount, a.credit_limit, a.rate, a.guarantee, a.repay_method, a.repay_freq, a.term_months,"
                    + " a.status, a.five_class, a.balance, a.purpose"
                    + " FROM loan_account a JOIN borrower b USING (borrower_id) WHERE %s ORDER BY a.account_id";
    private static final String INSTALMENTS =
            "SELECT account_id, due_date, principal, interest, fee FROM instalment a WHERE %s ORDER BY account_id";
    private static final String REPAYMENTS =
            "SELECT account_id, paid_at, amount FROM repayment a WHERE %s ORDER BY account_id";

    private final String database;
    private final URI sink;
    private final String schema;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private LightPipeline(String database, URI sink, String schema) {
        this.database = database;
        this.sink = sink;
        this.schema = schema;
    }

    /** What a worker did. */
    private static final class Done {
        private long accepted;
        private long refused;
        private long overdue;
        private long bytes;
        private long packages;
    }

    public static void main(String[] arguments) throws Exception {
        System.out.println(figures(
                arguments[0], URI.create(arguments[1]), Path.of(arguments[2]), Integer.parseInt(arguments[3])));
    }

    /**
     * Works once through all accounts.
     *
     * @param database JDBC address of the lender
     * @param sink where packages are posted to
     * @param schema file of the record's schema
     * @param workers shares that are worked on side by side
     * @return one line: accounts accepted and refused, cents overdue of the accepted, packages, bytes
     */
    public static String figures(String database, URI sink, Path schema, int workers) throws Exception {
        Done all = new LightPipeline(database, sink, Files.readString(schema)).run(workers);
        return "accepted=" + all.accepted + " refused=" + all.refused + " overdue=" + all.overdue + " packages="
                + all.packages + " bytes=" + all.bytes;
    }

    private Done run(int workers) throws Exception {
        long first;
        long last;
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet bounds =
                        statement.executeQuery("select min(account_id), max(account_id) from loan_account")) {
            bounds.next();
            first = bounds.getLong(1);
            last = bounds.getLong(2);
        }
        long share = (last - first) / workers + 1;
        ExecutorService threads = Executors.newFixedThreadPool(workers);
        List<Future<Done>> shares = new ArrayList<>();
        for (int worker = 0; worker < workers; worker++) {
            long from = first + worker * share;
            long to = Math.min(last, from + share - 1);
            shares.add(threads.submit(() -> work(from, to)));
        }
        Done all = new Done();
        for (Future<Done> one : shares) {
            Done done = one.get();
            all.accepted += done.accepted;
            all.refused += done.refused;
            all.overdue += done.overdue;
            all.bytes += done.bytes;
            all.packages += done.packages;
        }
        threads.shutdown();
        return all;
    }

    private Connection connect() throws SQLException {
        Connection connection = DriverManager.getConnection(database);
        connection.setAutoCommit(false);
        connection.setReadOnly(true);
        return connection;
    }

    private Done work(long from, long to) throws SQLException, IOException, InterruptedException {
        Done done = new Done();
        LightPackage file = new LightPackage(schema);
        LightAccount account = new LightAccount();
        try (Connection accounts = connect();
                Connection instalments = connect();
                Connection repayments = connect()) {
            for (long low = from; low <= to; low += RANGE) {
                String keys = "a.account_id BETWEEN " + low + " AND " + Math.min(to, low + RANGE - 1);
                CopyRows a = new CopyRows(accounts, String.format(ACCOUNTS, keys));
                CopyRows i = new CopyRows(instalments, String.format(INSTALMENTS, keys));
                CopyRows r = new CopyRows(repayments, String.format(REPAYMENTS, keys));
                for (; !a.isDone(); a.next()) {
                    read(account, a, i, r);
                    account.derive();
                    if (LightRules.broken(account) != 0) {
                        done.refused++;
                        continue;
                    }
                    file.add(account);
                    done.accepted++;
                    done.overdue += account.overdue[LightAccount.MONTHS - 1];
                    if (file.count() == PACKAGE) {
                        post(file.finish(), done);
                    }
                }
                accounts.commit();
                instalments.commit();
                repayments.commit();
            }
        }
        if (file.count() > 0) {
            post(file.finish(), done);
        }
        return done;
    }

    private static void read(LightAccount x, CopyRows a, CopyRows instalments, CopyRows repayments)
            throws SQLException {
        x.reset();
        x.id = a.account();
        x.idType = a.small();
        x.idNumber = a.text();
        x.name = a.text();
        x.birth = a.date();
        x.phone = a.text();
        x.address = a.text();
        x.employment = a.small();
        x.accountNo = a.text();
        x.product = a.text();
        x.branch = a.text();
        x.currency = a.text();
        x.opened = a.date();
        x.matures = a.date();
        x.loan = a.amount(2);
        x.limit = a.amount(2);
        x.rate = a.amount(6);
        x.guarantee = a.small();
        x.method = a.small();
        x.frequency = a.small();
        x.term = a.small();
        x.status = a.small();
        x.riskClass = a.small();
        x.balance = a.amount(2);
        x.purpose = a.text();
        for (; instalments.until(x.id); instalments.next()) {
            x.instalment(
                    instalments.date(), instalments.amount(2) + instalments.amount(2) + instalments.amount(2));
        }
        for (; repayments.until(x.id); repayments.next()) {
            x.payment(repayments.dayOfTime(), repayments.amount(2));
        }
    }

    private void post(byte[] file, Done done) throws IOException, InterruptedException {
        HttpResponse<Void> answer = http.send(
                HttpRequest.newBuilder(sink)
                        .header("Content-Type", "application/vnd.apache.avro")
                        .POST(HttpRequest.BodyPublishers.ofByteArray(file))
                        .build(),
                HttpResponse.BodyHandlers.discarding());
        if (answer.statusCode() != 200) {
            throw new IOException("the sink answered " + answer.statusCode());
        }
        done.bytes += file.length;
        done.packages++;
    }
}
