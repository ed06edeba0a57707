package org.creditconnector.benchmarks.micro;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.creditconnector.mapping.MappingRun;
import org.creditconnector.source.RowShape;
import org.creditconnector.source.SourceAccount;
import org.creditconnector.source.SourceRow;

/** An account of the reference lender as its queries give it: 25 instalments, 20 repayments. */
public final class ReferenceAccount {
    /** What is the same for the whole night. */
    public static final MappingRun RUN =
            new MappingRun("BENCH", "reference", LocalDate.of(2026, 10, 31), LocalDate.of(2026, 10, 31), "");

    private static final int INSTALMENTS = 25;
    private static final int REPAYMENTS = 20;
    private static final RowShape ACCOUNTS = new RowShape(
            "accounts",
            List.of(
                    "account_id",
                    "borrower_id",
                    "account_no",
                    "product_code",
                    "branch_code",
                    "currency",
                    "open_date",
                    "maturity_date",
                    "loan_amount",
                    "rate",
                    "guarantee",
                    "repay_method",
                    "term_months",
                    "status",
                    "five_class",
                    "id_no",
                    "full_name",
                    "birth_date",
                    "phone",
                    "address",
                    "employment"));
    private static final RowShape SCHEDULE = new RowShape(
            "instalments", List.of("account_id", "seq", "due_date", "principal", "interest", "fee"));
    private static final RowShape PAYMENTS =
            new RowShape("repayments", List.of("account_id", "repayment_id", "paid_at", "amount"));

    private ReferenceAccount() {}

    /** Columns of the queries. */
    public static Map<String, RowShape> shapes() {
        Map<String, RowShape> shapes = new LinkedHashMap<>();
        for (RowShape shape : List.of(ACCOUNTS, SCHEDULE, PAYMENTS)) {
            shapes.put(shape.query(), shape);
        }
        return shapes;
    }

    /** The rows, of the types that a database gives. */
    public static SourceAccount rows() {
        SourceRow account = row(
                ACCOUNTS,
                4711L,
                1234L,
                "LN00000000004711",
                "P007",
                "B00042",
                "CNY",
                LocalDate.of(2024, 10, 8),
                LocalDate.of(2028, 10, 1),
                new BigDecimal("48000.00"),
                new BigDecimal("0.045000"),
                2L,
                1L,
                48L,
                1L,
                1L,
                "110101197001010015",
                "Borrower Example 1234",
                LocalDate.of(1970, 1, 1),
                "+86 13800000097",
                "12 Example Road, Ward 3, City 7",
                4L);
        List<SourceRow> instalments = new ArrayList<>();
        for (int number = 1; number <= INSTALMENTS; number++) {
            instalments.add(row(
                    SCHEDULE,
                    4711L,
                    (long) number,
                    number == INSTALMENTS
                            ? LocalDate.of(2028, 10, 1)
                            : LocalDate.of(2024, 10, 8).plusMonths(number),
                    new BigDecimal(number == INSTALMENTS ? "24000.00" : "1000.00"),
                    new BigDecimal("180.25"),
                    new BigDecimal(number % 10 == 0 ? "5.00" : "0.00")));
        }
        List<SourceRow> repayments = new ArrayList<>();
        for (int number = 1; number <= REPAYMENTS; number++) {
            repayments.add(row(
                    PAYMENTS,
                    4711L,
                    10_000_000L + number,
                    LocalDate.of(2024, 10, 8).plusMonths(number).atTime(10, 30),
                    new BigDecimal("1180.25")));
        }
        return new SourceAccount(4711L, account, Map.of("instalments", instalments, "repayments", repayments));
    }

    private static SourceRow row(RowShape shape, Object... values) {
        return new SourceRow(shape, values, shape.query() + " account_id 4711");
    }
}
