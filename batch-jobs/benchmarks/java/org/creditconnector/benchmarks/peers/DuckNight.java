package org.creditconnector.benchmarks.peers;

import java.io.IOException;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.postgresql.PGConnection;

/**
 * What a data engineer would do: the tables as CSV, arrears and a few of the rules in DuckDB's SQL, one Parquet file, one POST.
 *
 * <p>Arguments: JDBC address, address to post to, directory for the files. Prints one line of figures.
 */
public final class DuckNight {
    private static final int[] WEIGHTS = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
    private static final Map<String, String> EXPORTS = Map.of(
            "instalments",
            "select account_id, due_date, principal, interest, fee from instalment",
            "repayments",
            "select account_id, paid_at, amount from repayment",
            "accounts",
            "select a.account_id, b.id_type, b.id_no, b.full_name, b.birth_date, b.phone, b.address, b.employment, a.account_no,"
                    + " a.product_code, a.branch_code, a.currency, a.open_date, a.maturity_date, a.loan_amount,"
                    + " a.credit_limit, a.rate, a.guarantee, a.repay_method, a.repay_freq, a.term_months, a.status,"
                    + " a.five_class, a.balance, a.purpose from loan_account a join borrower b using (borrower_id)");
    private static final Map<String, String> TYPES = Map.of(
            "instalments",
            "'account_id':'BIGINT','due_date':'DATE','principal':'DECIMAL(15,2)','interest':'DECIMAL(15,2)','fee':'DECIMAL(9,2)'",
            "repayments",
            "'account_id':'BIGINT','paid_at':'TIMESTAMP','amount':'DECIMAL(15,2)'",
            "accounts",
            "'account_id':'BIGINT','id_type':'INT','id_no':'VARCHAR','full_name':'VARCHAR','birth_date':'DATE','phone':'VARCHAR',"
                    + "'address':'VARCHAR','employment':'INT','account_no':'VARCHAR','product_code':'VARCHAR',"
                    + "'branch_code':'VARCHAR','currency':'VARCHAR','open_date':'DATE','maturity_date':'DATE',"
                    + "'loan_amount':'DECIMAL(15,2)','credit_limit':'DECIMAL(15,2)','rate':'DECIMAL(8,6)','guarantee':'INT',"
                    + "'repay_method':'INT','repay_freq':'INT','term_months':'INT','status':'INT','five_class':'INT',"
                    + "'balance':'DECIMAL(15,2)','purpose':'VARCHAR'");

    private DuckNight() {}

    public static void main(String[] arguments) throws Exception {
        System.out.println(figures(arguments[0], URI.create(arguments[1]), Path.of(arguments[2])));
    }

    /**
     * Works once through all accounts.
     *
     * @param lender JDBC address
     * @param sink where it posts to
     * @param directory where exports and the file of records go
     * @return one line: accounts accepted and refused, cents overdue of the accepted
     */
    public static String figures(String lender, URI sink, Path directory) throws Exception {
        long accounts = export(lender, directory);
        Path file = directory.resolve("records.parquet");
        try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = duck.createStatement()) {
            statement.execute("set threads = 2");
            statement.execute("set memory_limit = '6GB'");
            statement.execute("set temp_directory = '" + directory.resolve("spill") + "'");
            for (String table : EXPORTS.keySet()) {
                statement.execute("create view " + table + " as select * from read_csv('"
                        + directory.resolve(table + ".csv") + "', header = false, columns = {" + TYPES.get(table) + "})");
            }
            statement.execute("copy (" + records() + ") to '" + file + "' (format parquet, compression zstd)");
            post(sink, file);
            try (ResultSet sums =
                    statement.executeQuery("select count(*), sum(overdue) from read_parquet('" + file + "')")) {
                sums.next();
                long accepted = sums.getLong(1);
                return "accepted=" + accepted + " refused=" + (accounts - accepted) + " overdue="
                        + sums.getBigDecimal(2).movePointRight(2).toBigInteger() + " ";
            }
        }
    }

    /** Two tables at a time; gives the number of accounts. */
    private static long export(String lender, Path directory) throws InterruptedException {
        Thread children = new Thread(() -> export(lender, directory, "instalments"));
        children.start();
        export(lender, directory, "repayments");
        long accounts = export(lender, directory, "accounts");
        children.join();
        return accounts;
    }

    private static long export(String lender, Path directory, String table) {
        try (Connection connection = DriverManager.getConnection(lender);
                OutputStream out = Files.newOutputStream(directory.resolve(table + ".csv"))) {
            return connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyOut("copy (" + EXPORTS.get(table) + ") to stdout (format csv)", out);
        } catch (SQLException | IOException e) {
            throw new IllegalStateException("the table " + table + " was not exported", e);
        }
    }

    /** Months with windows, and the rules that the bad accounts of the reference lender break. */
    private static String records() {
        String sum = IntStream.range(0, WEIGHTS.length)
                .mapToObj(place -> "cast(substr(id_no, " + (place + 1) + ", 1) as int) * " + WEIGHTS[place])
                .collect(Collectors.joining(" + "));
        return """
                with i as (select account_id, year(due_date) * 100 + month(due_date) as m, sum(principal + interest + fee) as due
                             from instalments where due_date >= date '2024-11-01' and due_date <= date '2026-10-31' group by 1, 2),
                     r as (select account_id, year(paid_at) * 100 + month(paid_at) as m, sum(amount) as paid, count(*) as cnt
                             from repayments group by 1, 2),
                     j as (select i.account_id, i.m, due, coalesce(paid, 0) as paid, coalesce(cnt, 0) as cnt,
                             sum(due - coalesce(paid, 0)) over (partition by i.account_id order by i.m) as s
                             from i left join r on i.account_id = r.account_id and i.m = r.m),
                     k as (select *, s - least(0, min(s) over (partition by account_id order by m)) as late from j),
                     g as (select *, sum(case when late = 0 then 1 else 0 end) over (partition by account_id order by m) as run from k),
                     p as (select *, case when late = 0 then 0 else
                             sum(case when late > 0 then 1 else 0 end) over (partition by account_id, run order by m) end as periods
                             from g),
                     h as (select account_id, list({'month': m, 'due': due, 'paid': paid, 'overdue': late, 'periods': periods,
                             'count': cnt} order by m) as history, max_by(late, m) as overdue from p group by 1)
                select 'LENDER0001-' || account_no || '-20261031' as record_id, accounts.*, history, overdue
                  from accounts join h using (account_id)
                 where length(id_no) = 18 and substr('10X98765432', 1 + (%s) %% 11, 1) = substr(id_no, 18, 1)
                   and strftime(birth_date, '%%Y%%m%%d') = substr(id_no, 7, 8) and open_date <= maturity_date
                   and rate >= 0 and rate <= 0.36 and loan_amount > 0""".formatted(sum);
    }

    private static void post(URI sink, Path file) throws IOException {
        HttpURLConnection call = (HttpURLConnection) sink.toURL().openConnection();
        call.setDoOutput(true);
        call.setFixedLengthStreamingMode(Files.size(file));
        try (OutputStream out = call.getOutputStream()) {
            Files.copy(file, out);
        }
        if (call.getResponseCode() != 200) {
            throw new IOException("the sink answered " + call.getResponseCode());
        }
    }
}
