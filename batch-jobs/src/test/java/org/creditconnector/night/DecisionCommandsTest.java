package org.creditconnector.night;

import static org.assertj.core.api.Assertions.assertThat;
import static org.creditconnector.night.NightFixture.FRIDAY;
import static org.creditconnector.night.TinyLender.key;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.LocalDate;
import java.util.List;
import org.creditconnector.command.Typed;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands about accounts, typed between real nights. */
class DecisionCommandsTest {
    private static final LocalDate SATURDAY = FRIDAY.plusDays(1);
    private static final LocalDate SUNDAY = FRIDAY.plusDays(2);

    @TempDir
    Path home;

    private NightFixture night;
    private Typed typed;

    @BeforeEach
    void open() throws Exception {
        night = new NightFixture(home);
        typed = new Typed(home);
    }

    @AfterEach
    void close() {
        night.close();
    }

    private int type(String... words) {
        return typed.run(words);
    }

    private int decide(String... words) {
        String[] all = java.util.Arrays.copyOf(words, words.length + 4);
        all[words.length] = "--author";
        all[words.length + 1] = "Ada";
        all[words.length + 2] = "--reason";
        all[words.length + 3] = "the contract says so";
        return typed.run(all);
    }

    private void rejectPrincipal() throws Exception {
        night.registry.scenarioPage("""
                description: Two accounts are rejected for their amount.
                rejects: [{code: X1, message: Too low., field: record.account.principal, subjects: ['account:L-00003', 'account:L-00004']}]
                """);
        assertThat(night.run(FRIDAY).items().rejected()).isEqualTo(2);
        night.registry.scenario("all-accepted");
    }

    @Test
    void aCorrectionIsCheckedWholeAndNamesTheCommandThatMakesIt() throws Exception {
        night.run(FRIDAY);
        assertThat(decide("correct", key(3), "--set", "account.principle=1", "--set", "account.openedOn=tomorrow"))
                .isEqualTo(2);
        assertThat(typed.err())
                .contains("did you mean \"principal\"?")
                .contains("expected a date like 2026-11-21")
                .doesNotContain("tomorrow");
        assertThat(decide("correct", "L-9", "--set", "account.principal=1")).isEqualTo(2);
        assertThat(typed.err()).contains("no run for registry has ever seen an account L-9");

        assertThat(decide("correct", key(3), "--set", "account.principal=310")).isZero();
        assertThat(typed.out()).isEqualTo("""
                        decision 1: L-00003 account.principal from ### to ###
                        replaces the item of 2024-03-22
                        The next night acts on it. To do so now:
                          next  ./credit-connector run --target registry --source tiny --date 2024-03-22 --again --author Ada --reason 'the contract says so'
                        """);
        assertThat(decide("correct", key(3), "--set", "account.principal=300")).isZero();
        assertThat(type("decisions", "list")).isZero();
        assertThat(typed.out())
                .contains("#2")
                .contains("correct account.principal from ### to ### at 2024-03-22")
                .doesNotContain("#1");
        night.run(SATURDAY);
        assertThat(type("decisions", "list", "--all")).isZero();
        assertThat(typed.out()).contains("ENDED: another value was decided");
    }

    @Test
    void theJourneyTellsWhoIsBehindAnItem() throws Exception {
        night.run(FRIDAY);
        assertThat(decide("correct", key(3), "--set", "account.principal=310")).isZero();
        night.run(SATURDAY);
        assertThat(type("decisions", "list", "--stale")).isZero();
        assertThat(typed.out()).contains("still stale, 1 nights");
        assertThat(type("journey", key(3))).isZero();
        assertThat(typed.out())
                .contains("CORRECT of account.principal by Ada: the contract says so, now APPLIED")
                .contains("CORRECTION at 2024-03-22")
                .contains("because of decision 1 by Ada: the contract says so")
                .doesNotContain("310.000000");
        assertThat(decide("decisions", "end", "1")).isZero();
        assertThat(decide("decisions", "end", "1")).isEqualTo(2);
        assertThat(typed.err()).contains("decision 1 is over already");
    }

    @Test
    void aSheetOfRejectsIsFilledInAndReadBack() throws Exception {
        rejectPrincipal();
        Path sheet = home.resolve("rejects.csv");
        assertThat(type("rejects", "--export", sheet.toString(), "--with-values"))
                .isZero();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(sheet)))
                .isEqualTo("rw-------");
        List<String> lines = Files.readAllLines(sheet);
        assertThat(lines.get(0)).isEqualTo("account key,item id,report date,code,field,message,value,fixed value");
        assertThat(lines)
                .hasSize(3)
                .filteredOn(line -> line.contains("account.principal"))
                .allSatisfy(line -> assertThat(line).contains("X1").endsWith("300.000000,"));
        assertThat(type("rejects", "--export", sheet.toString())).isEqualTo(2);

        Files.write(
                sheet,
                lines.stream()
                        .map(line -> line.startsWith(key(3)) ? line + "310" : line)
                        .toList());
        assertThat(decide("resubmit", "--from", sheet.toString()))
                .as(typed.err())
                .isZero();
        assertThat(typed.out())
                .contains("L-00003 account.principal from ### to ###")
                .contains("1 accounts go again");
        long before = night.lastEffect();
        RunReport next = night.run(SATURDAY);
        assertThat(night.accepted(before)).containsExactly("account:L-00003 REPORT " + SATURDAY);
        assertThat(next.accounts().held())
                .as("the other one waits for a person")
                .isOne();
        assertThat(night.ask(
                        "select principal from report_item where account_key = 'L-00003' and state = 'ACCEPTED'",
                        java.math.BigDecimal.class))
                .isEqualByComparingTo("310");

        assertThat(decide("resubmit", "--from", sheet.toString())).isEqualTo(3);
        assertThat(typed.err())
                .contains("SHEET-ROW " + sheet + ":")
                .contains("is not among the open rejects of registry");
        assertThat(decide("resubmit", "--rule", "X1")).isZero();
        assertThat(typed.out()).contains("L-00004 goes again");
        assertThat(night.run(SUNDAY).exit()).isEqualTo(ExitCode.DONE);
        assertThat(night.verdicts().get("account:L-00004")).isEqualTo(2);
    }

    @Test
    void allMistakesOfASheetAreNamedTogetherAndNothingIsDecided() throws Exception {
        rejectPrincipal();
        Path sheet = home.resolve("rejects.csv");
        assertThat(type("rejects", "--export", sheet.toString())).isZero();
        List<String> lines = Files.readAllLines(sheet);
        assertThat(lines.get(1)).as("values only where they are asked for").endsWith(",,");
        Files.write(
                sheet, List.of(lines.get(0), lines.get(1) + "much", lines.get(2).replace("X1", "X2") + "5"));
        assertThat(decide("resubmit", "--from", sheet.toString())).isEqualTo(3);
        assertThat(typed.err())
                .contains("SHEET-ROW " + sheet + ":2 account.principal: ")
                .contains("expected a number like 1200.50")
                .contains("SHEET-ROW " + sheet + ":3 account.principal: ")
                .contains("is not as it was exported")
                .doesNotContain("much");
        Files.write(sheet, List.of(lines.get(0), lines.get(1) + "310", lines.get(2) + "0.0000001"));
        assertThat(decide("resubmit", "--from", sheet.toString())).isEqualTo(3);
        assertThat(night.ask("select count(*) from decision", Long.class)).isZero();
    }

    @Test
    void noCellOfASheetBeginsLikeAFormula() throws Exception {
        night.lender.loans.replaceAll(line -> line.replace("L-00003", "=1+L-00003"));
        night.lender.instalments.replaceAll(line -> line.replace("L-00003", "=1+L-00003"));
        night.lender.payments.replaceAll(line -> line.replace("L-00003", "=1+L-00003"));
        night.registry.scenarioPage("""
                description: One account is rejected.
                rejects: [{code: X1, message: Blocked., field: record.account.principal, subjects: ['account:=1+L-00003']}]
                """);
        assertThat(night.run(FRIDAY).items().rejected()).isOne();
        night.registry.scenario("all-accepted");
        Path sheet = home.resolve("rejects.csv");
        assertThat(type("rejects", "--export", sheet.toString())).isZero();
        List<String> lines = Files.readAllLines(sheet);
        assertThat(lines.get(1)).startsWith("'=1+L-00003,");
        Files.write(sheet, List.of(lines.get(0), lines.get(1) + "310"));
        assertThat(decide("resubmit", "--from", sheet.toString()))
                .as(typed.err())
                .isZero();
    }

    @Test
    void aWarningIsAcceptedAsLongAsItsValueStays() throws Exception {
        // The schedule does not add up to the amount lent: odd, and it may be true.
        night.lender.change(3, "300.00", "310.00");
        night.run(FRIDAY);
        assertThat(type("warnings")).isZero();
        assertThat(typed.out()).contains("L-00003  REC-SCHEDULE-SUM");
        assertThat(decide("accept-warning", key(3), "--rule", "REC-SCHEDULE-SUM"))
                .isZero();
        assertThat(type("warnings")).isZero();
        assertThat(typed.out()).doesNotContain("L-00003");
        night.run(SATURDAY);
        assertThat(type("warnings")).isZero();
        assertThat(typed.out()).as("the value stays").doesNotContain("L-00003");
        night.lender.change(3, "310.00", "320.00");
        night.run(SUNDAY);
        assertThat(type("warnings")).isZero();
        assertThat(typed.out()).as("the value changed").contains("L-00003  REC-SCHEDULE-SUM");
        assertThat(decide("accept-warning", key(4), "--rule", "REC-SCHEDULE-SUM"))
                .isEqualTo(2);
        assertThat(typed.err()).contains("no warning REC-SCHEDULE-SUM about L-00004");
    }

    @Test
    void withdrawDisputeAndResubmitSayWhatTheyDid() throws Exception {
        night.run(FRIDAY);
        assertThat(decide("withdraw", key(3))).isZero();
        assertThat(typed.out())
                .startsWith(
                        "decision 1: L-00003 is withdrawn; 0 items never leave, 1 items are deleted at the registry");
        assertThat(decide("resubmit", key(3), key(4))).isEqualTo(2);
        assertThat(typed.err()).contains("there is nothing of L-00004 to resubmit");
        assertThat(type("decisions", "list", key(3))).isZero();
        assertThat(typed.out()).as("all or nothing").contains("withdraw").contains("OPEN");
        assertThat(decide("resubmit", key(3))).isZero();
        assertThat(decide("dispute", key(5), "--since", "2024-03-20")).isZero();
        assertThat(typed.out()).contains("L-00005 is disputed since 2024-03-20; the registry is told");
        assertThat(decide("dispute", key(5), "--since", "2024-03-21")).isEqualTo(2);
        assertThat(decide("dispute", key(5), "--end")).isZero();
        assertThat(decide("dispute", key(5), "--end")).isEqualTo(2);
        assertThat(typed.err()).contains("L-00005 is not disputed");
    }
}
