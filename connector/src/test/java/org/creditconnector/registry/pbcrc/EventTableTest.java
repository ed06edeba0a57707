package org.creditconnector.registry.pbcrc;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.creditconnector.record.Finding;
import org.creditconnector.registry.pbcrc.message.Message;
import org.creditconnector.registry.pbcrc.message.Segment;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The table of events of spec.md, section "when to report": what happens to a loan and which record tells it, with its time point, its
 * account status, its symbol and its special transaction. Opening and March are told before each; changes of limits and of customers'
 * data, corrections and deletions have nights of their own.
 */
class EventTableTest {
    /** {@code paid DATE AMOUNT} and the like, then the nights from which on all is told. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            nothing is due yet                      |                                                             | 2024-03-31            | 210 2024-03-31 30 BH 1 *
            paid on the due date                    | paid 2024-04-15 1050                                        | 2024-04-30            | 210 2024-04-30 30 BH 1 N
            paid late within the month              | paid 2024-04-20 1050                                        | 2024-04-30            | 210 2024-04-30 30 BH 1 M
            not paid                                |                                                             | 2024-04-30            | 210 2024-04-30 30 BH 2 1
            not paid for two months                 |                                                             | 2024-05-31            | 210 2024-04-30 30 BH 2 1; 210 2024-05-31 30 BH 2 2
            arrears cleared after the settlement    | paid 2024-05-06 1050                                        | 2024-04-30 2024-05-06 | 210 2024-04-30 30 BH 2 1; 210 2024-05-06 40 BJ 1 N
            arrears partly paid                     | paid 2024-05-06 500                                         | 2024-04-30 2024-05-06 | 210 2024-04-30 30 BH 2 1
            arrears partly paid, at the month end   | paid 2024-05-06 500                                         | 2024-05-31            | 210 2024-04-30 30 BH 2 1; 210 2024-05-31 30 BH 2 2
            last payment within a month             | settled 2024-04-10 12100                                    | 2024-04-10            | 210 2024-04-10 20 BHK 3 C 5
            last payment on the settlement day      | settled 2024-04-30 12100                                    | 2024-04-30            | 210 2024-04-30 32 BHK 3 C 5
            extension                               | paid 2024-04-15 1050; happened 2024-04-18 EXTENSION         | 2024-04-18 2024-04-30 | 210 2024-04-30 30 BHK 1 N 1
            early repayment of a part               | paid 2024-04-15 1050; happened 2024-04-18 EARLY_REPAYMENT   | 2024-04-18 2024-04-30 | 210 2024-04-30 30 BHK 1 N 4
            deferral                                | paid 2024-04-15 1050; happened 2024-04-18 PAYMENT_HOLIDAY   | 2024-04-18 2024-04-30 | 210 2024-04-30 30 BHK 1 N 16
            reduction                               | paid 2024-04-15 1050; happened 2024-04-18 WAIVER            | 2024-04-18 2024-04-30 | 210 2024-04-30 30 BHK 1 N 11
            a guarantor paid                        | compensated 2024-04-25 1050                                 | 2024-04-30            | 210 2024-04-30 30 BHK 1 D 2
            an asset paid                           | paid 2024-04-25 1050; happened 2024-04-25 COLLATERAL_REALISED | 2024-04-30          | 210 2024-04-30 30 BHK 1 Z 3
            sold within a month                     | sold 2024-04-10 9000                                        | 2024-04-10            | 210 2024-04-10 20 BHK 3 G 13
            sold on the settlement day              | sold 2024-04-30 9000                                        | 2024-04-30            | 210 2024-04-30 32 BHK 3 G 13
            """)
    void isToldBy(String event, String happens, String nights, String told) {
        Yuan loan = new Yuan();
        for (String one : happens == null ? new String[0] : happens.split("; ")) {
            happen(loan, one.strip().split(" "));
        }
        Registrar registrar = Registrar.of(Registrar.SETTINGS);
        registrar.night(loan.at("2024-03-15"));
        List<Message> all = new ArrayList<>();
        for (String night : ("2024-03-31 " + nights).split(" ")) {
            all.addAll(registrar.night(loan.at(night)));
            assertThat(registrar.findings()).extracting(Finding::getMessage).isEmpty();
        }
        List<String> records = all.stream().map(EventTableTest::shown).toList();
        assertThat(String.join("; ", records.size() > 1 ? records.subList(1, records.size()) : records))
                .isEqualTo(told);
    }

    private static void happen(Yuan loan, String... words) {
        switch (words[0]) {
            case "paid" -> loan.paid(words[1], words[2]);
            case "settled" -> loan.settled(words[1], words[2]);
            case "compensated" -> loan.compensated(words[1], words[2]);
            case "sold" -> loan.sold(words[1], words[2]);
            case "happened" -> loan.happened(words[2], words[1], "100");
            default -> throw new IllegalArgumentException(words[0]);
        }
    }

    /** Record, date, time point, letters of the segments, status, symbol and kind of special transaction. */
    private static String shown(Message message) {
        StringBuilder letters = new StringBuilder();
        String transaction = "";
        for (Segment segment : message.segments()) {
            switch (segment.tag()) {
                case "AcctBsSgmt" -> letters.append('B');
                case "AcctBsInfSgmt" -> letters.append('C');
                case "AcctMthlyBlgInfSgmt" -> letters.append('H');
                case "AcctDbtInfSgmt" -> letters.append('J');
                case "AcctSpecTrstDspnSgmt" -> {
                    letters.append('K');
                    transaction = " " + segment.groups("CagOfTrdInf").get(0).value("ChanTranType");
                }
                default -> letters.append('?');
            }
        }
        return message.record() + " " + message.value("RptDate") + " " + message.value("RptDateCode") + " " + letters
                + " " + message.value("AcctStatus") + " " + message.value("RpyStatus") + transaction;
    }
}
