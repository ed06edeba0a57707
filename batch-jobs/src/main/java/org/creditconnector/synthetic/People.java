package org.creditconnector.synthetic;

import java.time.LocalDate;
import java.util.List;
import org.creditconnector.identifier.ResidentIdentityNumber;
import org.creditconnector.identifier.UnifiedSocialCreditCode;

/** Borrowers and companies that cannot be mistaken for anybody. */
final class People {
    /** No province has 99: nobody was ever given such a number. */
    private static final String AREA_OF_NUMBERS = "9900";

    private static final LocalDate FIRST_BIRTH = LocalDate.of(1955, 1, 1);
    private static final int BIRTH_DAYS = 17_000;
    private static final List<String> SIGNS =
            List.of("甲", "乙", "丙", "丁", "戊", "己", "庚", "辛", "壬", "癸", "子", "丑", "寅", "卯", "辰", "巳");
    private static final List<String> AREAS =
            List.of("110105", "120101", "310104", "320102", "330106", "440305", "510104");
    private static final List<String> COMPANIES = List.of("合成样本融资担保有限公司", "合成样本资产出让银行", "合成样本合作银行", "合成样本信托有限公司");

    private final long seed;
    private final LocalDate known;

    /** @param known night from which all of them are known */
    People(long seed, LocalDate known) {
        this.seed = seed;
        this.known = known;
    }

    static String customerNo(long number) {
        return String.format(java.util.Locale.ROOT, "K%010d", number);
    }

    static String companyNo(int number) {
        return "Q" + number;
    }

    void companies(LenderRows rows) {
        for (int i = 0; i < COMPANIES.size(); i++) {
            String body = "91990000XYN00000" + i;
            rows.row(
                    LenderTable.COMPANIES,
                    companyNo(i),
                    COMPANIES.get(i),
                    body + UnifiedSocialCreditCode.checkCharacter(body));
        }
    }

    static String companyName(int number) {
        return COMPANIES.get(number);
    }

    /** Writes a borrower, with another name or address from some night on where it changed, and the consents. */
    void customer(LenderRows rows, long number, LocalDate from, LocalDate end) {
        Draw draw = new Draw(seed, "customer", number);
        LocalDate birth = FIRST_BIRTH.plusDays((number * 7_919 + Math.floorMod(seed, BIRTH_DAYS)) % BIRTH_DAYS);
        long turn = number / BIRTH_DAYS;
        // The last digit of the serial says the sex, so that a turn over all birth dates takes two serials.
        int male = draw.between(0, 1);
        String body = AREA_OF_NUMBERS
                + String.format(java.util.Locale.ROOT, "%02d", turn / 500 % 100)
                + birth.toString().replace("-", "")
                + String.format(java.util.Locale.ROOT, "%03d", turn % 500 * 2 + male);
        String sex = male == 1 ? "M" : "F";
        String name = name(draw);
        String marital = draw.of(List.of("10", "20", "20", "40", "30"));
        String spouse = marital.equals("20") ? name(draw) : "";
        String area = draw.of(AREAS);
        String work = draw.of(List.of("Y", "Y", "Y", "S", "R", "U"));
        String[] row = {
            customerNo(number),
            known.toString(),
            Ledger.NEVER.toString(),
            name,
            body + ResidentIdentityNumber.checkCharacter(body),
            birth.toString(),
            sex,
            draw.of(List.of("10", "20", "30", "60", "70")),
            marital,
            spouse,
            String.format(java.util.Locale.ROOT, "100%08d", number % 100_000_000),
            "k" + number + "@example.invalid",
            "合成路" + draw.between(1, 999) + "号",
            "合成市",
            area,
            "999" + String.format(java.util.Locale.ROOT, "%03d", draw.between(0, 999)),
            work,
            work.equals("Y") ? "合成样本单位" + draw.between(1, 99) : "",
            work.equals("Y") ? draw.of(List.of("C", "F", "I", "P")) : "",
            known.toString(),
            "P",
            "",
            "",
            "",
            ""
        };
        boolean renamed = draw.perMille(30);
        if (renamed || draw.perMille(40)) {
            LocalDate on = from.plusDays(draw.between(1, (int) (end.toEpochDay() - from.toEpochDay())));
            row[2] = on.toString();
            rows.row(LenderTable.CUSTOMERS, row.clone());
            row[1] = on.toString();
            row[2] = Ledger.NEVER.toString();
            if (renamed) {
                row[3] = name(draw);
            } else {
                row[12] = "合成路" + draw.between(1, 999) + "号";
            }
            row[19] = on.toString();
        }
        rows.row(LenderTable.CUSTOMERS, row);
        for (String recipient : List.of("PBOC", "BAIHANG")) {
            rows.row(
                    LenderTable.CONSENTS,
                    customerNo(number),
                    recipient,
                    "CREDIT_REPORTING",
                    "2023-1",
                    known.toString());
        }
    }

    private static String name(Draw draw) {
        return "合成" + draw.of(SIGNS) + draw.of(SIGNS) + draw.of(SIGNS);
    }
}
