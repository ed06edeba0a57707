package org.creditconnector.benchmarks.peers;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Map;
import javax.sql.DataSource;
import org.creditconnector.benchmarks.light.LightAccount;
import org.creditconnector.benchmarks.light.LightPackage;
import org.creditconnector.benchmarks.light.LightRules;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.configuration.support.MapJobRegistry;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.builder.JobBuilder;
import org.springframework.batch.core.job.parameters.JobParameters;
import org.springframework.batch.core.launch.support.TaskExecutorJobOperator;
import org.springframework.batch.core.repository.support.ResourcelessJobRepository;
import org.springframework.batch.core.step.builder.StepBuilder;
import org.springframework.batch.infrastructure.item.ItemStreamReader;
import org.springframework.batch.infrastructure.item.ItemWriter;
import org.springframework.batch.infrastructure.item.database.Order;
import org.springframework.batch.infrastructure.item.database.builder.JdbcCursorItemReaderBuilder;
import org.springframework.batch.infrastructure.item.database.builder.JdbcPagingItemReaderBuilder;
import org.springframework.batch.infrastructure.item.database.support.PostgresPagingQueryProvider;
import org.springframework.batch.infrastructure.support.transaction.ResourcelessTransactionManager;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * A job as Spring Batch's guides write it: a reader of accounts, a processor that asks for each account's instalments and repayments,
 * a writer. As {@code tutorial} it posts each record as JSON; as {@code paged} it reads page by page and posts a package of a
 * thousand in Avro. It keeps no books, not even Batch's own: its repository is the one without a database.
 *
 * <p>Arguments: mode, JDBC address, address to post to, file of the schema. Prints one line of figures.
 */
public final class BatchNight {
    private static final String COLUMNS = "a.account_id as account_id, b.id_type, b.id_no, b.full_name, b.birth_date, b.phone,"
            + " b.address, b.employment, a.account_no, a.product_code, a.branch_code, a.currency, a.open_date,"
            + " a.maturity_date, a.loan_amount, a.credit_limit, a.rate, a.guarantee, a.repay_method, a.repay_freq,"
            + " a.term_months, a.status, a.five_class, a.balance, a.purpose";
    private static final String TABLES = "loan_account a join borrower b using (borrower_id)";

    private final DataSource lender;
    private final JdbcTemplate template;
    private final URI sink;
    private final String schema;
    private long accepted;
    private long refused;
    private long overdue;

    private BatchNight(DataSource lender, URI sink, String schema) {
        this.lender = lender;
        this.template = new JdbcTemplate(lender);
        this.sink = sink;
        this.schema = schema;
    }

    public static void main(String[] arguments) throws Exception {
        System.out.println(
                figures(arguments[0], arguments[1], URI.create(arguments[2]), Path.of(arguments[3])));
    }

    /**
     * Works once through all accounts.
     *
     * @param mode {@code tutorial} or {@code paged}
     * @param lender JDBC address
     * @param sink where it posts to
     * @param schema file of the schema of packages
     * @return one line: accounts accepted and refused, cents overdue of the accepted
     */
    public static String figures(String mode, String lender, URI sink, Path schema) throws Exception {
        try (HikariDataSource connections = new HikariDataSource()) {
            connections.setJdbcUrl(lender);
            BatchNight night = new BatchNight(connections, sink, Files.readString(schema));
            night.run(mode.equals("tutorial"));
            return "accepted=" + night.accepted + " refused=" + night.refused + " overdue=" + night.overdue + " ";
        }
    }

    private void run(boolean tutorial) throws Exception {
        ResourcelessJobRepository repository = new ResourcelessJobRepository();
        var step = new StepBuilder("accounts", repository)
                .<LightAccount, LightAccount>chunk(tutorial ? 100 : 1_000)
                .transactionManager(new ResourcelessTransactionManager())
                .reader(tutorial ? cursor() : pages())
                .processor(this::complete)
                .writer(tutorial ? each() : packages())
                .build();
        Job job = new JobBuilder("night", repository).start(step).build();
        TaskExecutorJobOperator operator = new TaskExecutorJobOperator();
        operator.setJobRepository(repository);
        operator.setJobRegistry(new MapJobRegistry());
        operator.afterPropertiesSet();
        JobExecution execution = operator.start(job, new JobParameters());
        if (execution.getStatus() != BatchStatus.COMPLETED) {
            throw new IllegalStateException("the job ended " + execution.getStatus() + ": "
                    + execution.getAllFailureExceptions());
        }
    }

    private ItemStreamReader<LightAccount> cursor() {
        return new JdbcCursorItemReaderBuilder<LightAccount>()
                .name("accounts")
                .dataSource(lender)
                .sql("select " + COLUMNS + " from " + TABLES + " order by a.account_id")
                .rowMapper((row, number) -> account(row))
                .build();
    }

    private ItemStreamReader<LightAccount> pages() throws Exception {
        PostgresPagingQueryProvider query = new PostgresPagingQueryProvider();
        query.setSelectClause(COLUMNS);
        query.setFromClause(TABLES);
        query.setSortKeys(Map.of("account_id", Order.ASCENDING));
        var reader = new JdbcPagingItemReaderBuilder<LightAccount>()
                .name("accounts")
                .dataSource(lender)
                .queryProvider(query)
                .pageSize(1_000)
                .rowMapper((row, number) -> account(row))
                .build();
        reader.afterPropertiesSet();
        return reader;
    }

    private static LightAccount account(ResultSet row) throws SQLException {
        LightAccount account = new LightAccount();
        account.reset();
        account.id = row.getLong(1);
        account.idType = small(row, 2);
        account.idNumber = row.getString(3);
        account.name = row.getString(4);
        account.birth = day(row, 5);
        account.phone = row.getString(6);
        account.address = row.getString(7);
        account.employment = small(row, 8);
        account.accountNo = row.getString(9);
        account.product = row.getString(10);
        account.branch = row.getString(11);
        account.currency = row.getString(12);
        account.opened = day(row, 13);
        account.matures = day(row, 14);
        account.loan = amount(row, 15, 2);
        account.limit = amount(row, 16, 2);
        account.rate = amount(row, 17, 6);
        account.guarantee = small(row, 18);
        account.method = small(row, 19);
        account.frequency = small(row, 20);
        account.term = small(row, 21);
        account.status = small(row, 22);
        account.riskClass = small(row, 23);
        account.balance = amount(row, 24, 2);
        account.purpose = row.getString(25);
        return account;
    }

    private static int small(ResultSet row, int column) throws SQLException {
        int value = row.getInt(column);
        return row.wasNull() ? LightAccount.NONE : value;
    }

    private static int day(ResultSet row, int column) throws SQLException {
        LocalDate date = row.getObject(column, LocalDate.class);
        return date == null ? LightAccount.NONE : (int) date.toEpochDay();
    }

    private static long amount(ResultSet row, int column, int digits) throws SQLException {
        var amount = row.getBigDecimal(column);
        return amount == null
                ? LightAccount.NO_AMOUNT
                : amount.movePointRight(digits).longValueExact();
    }

    /** The two queries for each account, the months, the rules. */
    private @Nullable LightAccount complete(LightAccount account) {
        template.query(
                "select due_date, principal + interest + fee from instalment where account_id = ?",
                row -> {
                    account.instalment(day(row, 1), amount(row, 2, 2));
                },
                account.id);
        template.query(
                "select paid_at::date, amount from repayment where account_id = ? order by paid_at",
                row -> {
                    account.payment(day(row, 1), amount(row, 2, 2));
                },
                account.id);
        account.derive();
        if (LightRules.broken(account) != 0) {
            refused++;
            return null;
        }
        accepted++;
        overdue += account.overdue[LightAccount.MONTHS - 1];
        return account;
    }

    private ItemWriter<LightAccount> each() {
        return chunk -> {
            for (LightAccount account : chunk) {
                post("application/json", RecordText.of(account).getBytes(StandardCharsets.UTF_8));
            }
        };
    }

    private ItemWriter<LightAccount> packages() {
        LightPackage file = new LightPackage(schema);
        return chunk -> {
            chunk.forEach(file::add);
            post("application/vnd.apache.avro", file.finish());
        };
    }

    private void post(String type, byte[] body) throws IOException {
        HttpURLConnection call = (HttpURLConnection) sink.toURL().openConnection();
        call.setDoOutput(true);
        call.setRequestProperty("Content-Type", type);
        call.setFixedLengthStreamingMode(body.length);
        try (OutputStream out = call.getOutputStream()) {
            out.write(body);
        }
        if (call.getResponseCode() != 200) {
            throw new IOException("the sink answered " + call.getResponseCode());
        }
        try (InputStream rest = call.getInputStream()) {
            rest.readAllBytes();
        }
    }
}
