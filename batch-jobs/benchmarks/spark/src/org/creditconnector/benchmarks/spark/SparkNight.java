package org.creditconnector.benchmarks.spark;

import static org.apache.spark.sql.functions.expr;

import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Observation;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * The night as a Spark job on two local cores: tables read over JDBC by ranges of accounts, months with window functions, the rules
 * as conditions, Avro files with zstandard of at most 5,000 records, one POST for each.
 *
 * <p>Arguments: JDBC address, address to post to, directory for the files. Prints one line of figures.
 */
public final class SparkNight {
    private static final int PACKAGE = 5_000;
    private static final int RANGES = 4;
    private static final int SHUFFLES = 8;
    private static final int ROWS_A_FETCH = 10_000;

    private static final String ACCOUNTS =
            "select a.*, b.id_type, b.id_no, b.full_name, b.birth_date, b.phone, b.address, b.employment"
                    + " from loan_account a join borrower b using (borrower_id)";
    private static final String INSTALMENTS = "select account_id, due_date, principal + interest + fee as amount from instalment"
            + " where due_date between date '2024-11-01' and date '2026-10-31'";
    private static final String REPAYMENTS = "select account_id, cast(paid_at as date) as paid_on, paid_at, amount from repayment"
            + " where paid_at >= date '2024-11-01' and paid_at < date '2026-11-01'";

    /** Arrears are the running sum of what is due and not paid, over its lowest point so far: what is not paid stays due. */
    private static final String MONTHS = """
            with movement as (
                   select account_id, year(due_date) * 100 + month(due_date) as month, amount as due, 0 as paid, 1 as instalments,
                          0 as payments, cast(null as timestamp) as paid_at, cast(null as decimal(17, 2)) as paid_amount
                     from instalment
                   union all
                   select account_id, year(paid_on) * 100 + month(paid_on), 0, amount, 0, 1, paid_at, amount from repayment),
                 by_month as (
                   select account_id, month, sum(due) as due, sum(paid) as paid, sum(instalments) as instalments,
                          sum(payments) as payments, max(paid_at) as last_paid, max_by(paid_amount, paid_at) as last_amount
                     from movement group by account_id, month),
                 balance as (
                   select *, sum(due - paid) over (partition by account_id order by month) as open from by_month),
                 arrears as (
                   select *, open - least(0, min(open) over (partition by account_id order by month)) as overdue from balance),
                 stretch as (
                   select *, count_if(overdue = 0) over (partition by account_id order by month) as stretch from arrears),
                 late as (
                   select *, count_if(overdue > 0) over (partition by account_id, stretch order by month) as periods from stretch)
            select account_id, sum(instalments) as instalments,
                   min(due) >= 0 and min(paid) >= 0 and bool_and((overdue > 0) = (periods > 0)) as consistent,
                   array_sort(collect_list(struct(month, cast(due as decimal(17, 2)) as due, cast(paid as decimal(17, 2)) as paid,
                     cast(overdue as decimal(17, 2)) as overdue, cast(periods as int) as overduePeriods,
                     cast(payments as int) as paidCount,
                     case when periods = 0 then 'N' else 'S' || least(7, periods) end as status))) as history,
                   struct(cast(sum(due) as decimal(17, 2)) as totalDue, cast(sum(paid) as decimal(17, 2)) as totalPaid,
                     cast(max_by(overdue, month) as decimal(17, 2)) as overdueAmount,
                     cast(max_by(periods, month) as int) as overduePeriods, cast(max(periods) as int) as maxOverduePeriods,
                     cast(count_if(overdue > 0) as int) as monthsOverdue, cast(sum(payments) as int) as repaymentCount,
                     cast(max(last_paid) as date) as lastPaidDate, max_by(last_amount, last_paid) as lastPaidAmount) as summary
              from late group by account_id""";

    /** What must hold; {@code null} of a column that may be null breaks nothing. */
    private static final List<String> RULES = List.of(
            "id_no rlike '^[0-9]{17}[0-9X]$'",
            "substr('10X98765432', 1 + (" + weighted() + ") % 11, 1) = substr(id_no, 18, 1)",
            "(birth_date is null or date_format(birth_date, 'yyyyMMdd') = substr(id_no, 7, 8))",
            "id_type between 1 and 9",
            "trim(full_name) <> ''",
            "length(full_name) <= 60",
            "not full_name rlike '[\\\\x00-\\\\x1f]'",
            "(birth_date is null or birth_date between date '1900-01-01' and date '2026-10-31')",
            "(phone is null or phone rlike '^[0-9 +-]{6,}$')",
            "(address is null or length(address) <= 120)",
            "(employment is null or employment between 0 and 8)",
            "account_no rlike '^LN[0-9]{14}$'",
            "product_code rlike '^P[0-9]{3}$'",
            "branch_code rlike '^B[0-9]{5}$'",
            "currency in ('CNY', 'USD', 'EUR', 'HKD', 'JPY', 'GBP')",
            "open_date <= maturity_date",
            "open_date <= date '2026-10-31'",
            "loan_amount > 0",
            "(credit_limit is null or credit_limit >= loan_amount)",
            "rate between 0 and 0.36",
            "guarantee between 1 and 4",
            "repay_method between 1 and 3",
            "term_months between 1 and 480",
            "status between 1 and 5",
            "five_class between 1 and 5",
            "balance between 0 and loan_amount",
            "instalments = 24",
            "consistent");

    private static final String RECORDS =
            """
            select coalesce(%s, false) as holds, 'LENDER0001-' || account_no || '-20261031' as recordId, 'LENDER0001' as lenderCode,
                   date '2026-10-31' as reportDate,
                   struct(id_type as idType, id_no as idNo, full_name as fullName, birth_date as birthDate, phone, address,
                     employment) as borrower,
                   struct(account_no as accountNo, product_code as productCode, branch_code as branchCode, currency,
                     open_date as openDate, maturity_date as maturityDate, loan_amount as loanAmount, credit_limit as creditLimit,
                     rate, guarantee, repay_method as repayMethod, repay_freq as repayFreq, term_months as termMonths, status,
                     five_class as fiveClass, balance, purpose) as account,
                   history, summary
              from account left join months using (account_id)"""
                    .formatted(String.join(" and ", RULES));

    private final SparkSession spark;
    private final String lender;

    private SparkNight(SparkSession spark, String lender) {
        this.spark = spark;
        this.lender = lender;
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path directory = Path.of(arguments[2]);
        try (SparkSession spark = SparkSession.builder()
                .master("local[2]")
                .appName("night")
                .config("spark.ui.enabled", false)
                .config("spark.driver.host", "127.0.0.1")
                .config("spark.driver.bindAddress", "127.0.0.1")
                .config("spark.local.dir", directory.resolve("spill").toString())
                .config("spark.sql.warehouse.dir", directory.resolve("warehouse").toString())
                .config("spark.sql.shuffle.partitions", SHUFFLES)
                .config("spark.sql.avro.compression.codec", "zstandard")
                .getOrCreate()) {
            spark.sparkContext().setLogLevel("ERROR");
            System.out.println(new SparkNight(spark, arguments[0]).figures(URI.create(arguments[1]), directory));
        }
    }

    /**
     * Works once through all accounts.
     *
     * @return one line: accounts accepted and refused, cents overdue of the accepted, packages, bytes
     */
    private String figures(URI sink, Path directory) throws IOException, InterruptedException {
        Row bounds = read("select min(account_id) as first, max(account_id) as last from loan_account").first();
        ranges(ACCOUNTS, bounds).createOrReplaceTempView("account");
        ranges(INSTALMENTS, bounds).createOrReplaceTempView("instalment");
        ranges(REPAYMENTS, bounds).createOrReplaceTempView("repayment");
        spark.sql(MONTHS).createOrReplaceTempView("months");
        Observation counted = new Observation();
        Path records = directory.resolve("records");
        spark.sql(RECORDS)
                .observe(
                        counted,
                        expr("count_if(holds) as accepted"),
                        expr("count_if(not holds) as refused"),
                        expr("sum(case when holds then summary.overdueAmount end) as overdue"))
                .where("holds")
                .drop("holds")
                .write()
                .option("maxRecordsPerFile", PACKAGE)
                .format("avro")
                .save(records.toString());
        Map<String, Object> figures = counted.getAsJava();
        long bytes = 0;
        List<Path> packages = packages(records);
        for (Path file : packages) {
            bytes += post(sink, file);
        }
        return "accepted=" + figures.get("accepted") + " refused=" + figures.get("refused") + " overdue="
                + ((BigDecimal) figures.get("overdue")).movePointRight(2).toBigInteger() + " packages=" + packages.size()
                + " bytes=" + bytes;
    }

    private Dataset<Row> read(String query) {
        return spark.read().format("jdbc").option("url", lender).option("query", query).load();
    }

    /** A query as several, each over its range of accounts and over a connection of its own. */
    private Dataset<Row> ranges(String query, Row bounds) {
        return spark.read()
                .format("jdbc")
                .option("url", lender)
                .option("dbtable", "(" + query + ") t")
                .option("partitionColumn", "account_id")
                .option("lowerBound", bounds.getLong(0))
                .option("upperBound", bounds.getLong(1) + 1)
                .option("numPartitions", RANGES)
                .option("fetchsize", ROWS_A_FETCH)
                .load();
    }

    /** GB 11643: the weighted sum of the digits; null where a character is none. */
    private static String weighted() {
        int[] weights = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
        return IntStream.range(0, weights.length)
                .mapToObj(place -> "try_cast(substr(id_no, " + (place + 1) + ", 1) as int) * " + weights[place])
                .collect(Collectors.joining(" + "));
    }

    private static List<Path> packages(Path records) throws IOException {
        try (Stream<Path> files = Files.list(records)) {
            return files.filter(file -> file.toString().endsWith(".avro")).sorted().toList();
        }
    }

    private static long post(URI sink, Path file) throws IOException, InterruptedException {
        HttpResponse<Void> answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(sink)
                                .version(HttpClient.Version.HTTP_1_1)
                                .header("Content-Type", "application/vnd.apache.avro")
                                .POST(HttpRequest.BodyPublishers.ofFile(file))
                                .build(),
                        HttpResponse.BodyHandlers.discarding());
        if (answer.statusCode() != 200) {
            throw new IOException("the sink answered " + answer.statusCode());
        }
        return Files.size(file);
    }
}
