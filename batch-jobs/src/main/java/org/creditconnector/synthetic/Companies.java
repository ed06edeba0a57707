package org.creditconnector.synthetic;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.creditconnector.identifier.ResidentIdentityNumber;
import org.creditconnector.identifier.UnifiedSocialCreditCode;

/** Borrowers that are companies, in ranges of numbers that nobody was ever given: no province has 99. */
final class Companies {
    private static final List<String> SIGNS = List.of("甲", "乙", "丙", "丁", "戊", "己", "庚", "辛", "壬", "癸");
    private static final List<String> INDUSTRIES = List.of("C3399", "F5299", "G5430", "I6510", "L7299");
    private static final List<String> AREAS = List.of("110105", "310104", "330106", "440305");
    private static final List<String> SIZES = List.of("D", "Z", "X", "X", "W");
    private static final LocalDate FIRST_BIRTH = LocalDate.of(1955, 1, 1);
    private static final int BIRTH_DAYS = 17_000;
    /** Kind of organisation: an enterprise. */
    private static final String ENTERPRISE = "1";

    private final Order order;
    private final LocalDate known;

    /** @param known night from which all of them are known */
    Companies(Order order, LocalDate known) {
        this.order = order;
        this.known = known;
    }

    /** Whether a customer is a company. */
    boolean is(long customer) {
        return new Draw(order.seed(), "company", customer).perMille(order.companies() * 10);
    }

    /** Writes a company, with another office from some night on where it moved, and the consents. */
    void customer(LenderRows rows, long number) {
        Draw draw = new Draw(order.seed(), "company-facts", number);
        String body = String.format(Locale.ROOT, "91990000X%08d", number % 100_000_000);
        String[] row = {
            People.customerNo(number),
            known.toString(),
            Ledger.NEVER.toString(),
            "合成样本" + draw.of(SIGNS) + draw.of(SIGNS) + number + "有限公司",
            body + UnifiedSocialCreditCode.checkCharacter(body),
            "",
            "",
            "",
            "",
            "",
            String.format(Locale.ROOT, "010%08d", number % 100_000_000),
            "k" + number + "@example.invalid",
            "合成路" + draw.between(1, 999) + "号",
            "合成市",
            draw.of(AREAS),
            "",
            "",
            "",
            draw.of(INDUSTRIES),
            known.toString(),
            "C",
            ENTERPRISE,
            draw.of(SIZES),
            "合成" + draw.of(SIGNS) + draw.of(SIGNS),
            representative(number)
        };
        if (draw.perMille(150)) {
            int days = (int) (order.until().toEpochDay() - order.from().toEpochDay());
            LocalDate on = order.from().plusDays(draw.between(1, days));
            row[2] = on.toString();
            rows.row(LenderTable.CUSTOMERS, row.clone());
            row[1] = on.toString();
            row[2] = Ledger.NEVER.toString();
            row[12] = "合成路" + draw.between(1, 999) + "号";
            row[19] = on.toString();
        }
        rows.row(LenderTable.CUSTOMERS, row);
        for (String recipient : List.of("PBOC", "BAIHANG")) {
            rows.row(
                    LenderTable.CONSENTS,
                    People.customerNo(number),
                    recipient,
                    "CREDIT_REPORTING",
                    "2023-1",
                    known.toString());
        }
    }

    /** The number of the legal representative, of another area than those of borrowers. */
    private static String representative(long number) {
        String birth = FIRST_BIRTH.plusDays(number % BIRTH_DAYS).toString().replace("-", "");
        String body = "990199" + birth + String.format(Locale.ROOT, "%03d", number / BIRTH_DAYS % 1_000);
        return body + ResidentIdentityNumber.checkCharacter(body);
    }
}
