package org.creditconnector.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.creditconnector.fixture.RandomAccounts;
import org.creditconnector.fixture.Records;
import org.creditconnector.record.AmountPart;
import org.creditconnector.record.CreditRecord;
import org.creditconnector.record.EventKind;
import org.creditconnector.record.Instalment;
import org.creditconnector.record.PeriodState;
import org.creditconnector.record.Repayment;
import org.creditconnector.record.RepaymentKind;
import org.creditconnector.record.ReportIdentity;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What holds for any account. Each account follows from a seed, which the name of a failing test shows; {@code -Dhistory.seed=N} plays
 * that one alone, {@code -Dhistory.tries=N} plays more.
 */
class HistoryPropertiesTest {
    private static final int TRIES = 200;

    static LongStream seeds() {
        Long one = Long.getLong("history.seed");
        return one == null
                ? LongStream.concat(
                        LongStream.of(0, 1, -1, Long.MIN_VALUE, Long.MAX_VALUE),
                        new Random(20_261_122).longs(Integer.getInteger("history.tries", TRIES)))
                : LongStream.of(one);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void paidWaivedWrittenOffLapsedAndOpenAreWhatIsDuePartByPart(long seed) {
        CreditRecord record = HistoryDerivation.sorted(new RandomAccounts(seed).anything());
        AccountHistory history = new AccountHistory(record, new Explanations(record));
        Slots slots = history.slots();
        BigDecimal[] settled = Allocation.zeros(slots.size());
        BigDecimal[] paid = Allocation.zeros(slots.size());
        BigDecimal credit = BigDecimal.ZERO;
        long day = Long.MIN_VALUE;
        for (Entry entry : history.allocation().entries()) {
            assertThat(entry.day()).isGreaterThanOrEqualTo(day);
            if (entry.day() > day) {
                assertWithinDue(slots, settled, paid);
                day = entry.day();
            }
            if (entry.kind() == Entry.Kind.CREDIT) {
                credit = credit.add(entry.amount());
            } else {
                settled[entry.slot()] = settled[entry.slot()].add(entry.amount());
                paid[entry.slot()] =
                        entry.kind() == Entry.Kind.PAID ? paid[entry.slot()].add(entry.amount()) : paid[entry.slot()];
            }
        }
        assertWithinDue(slots, settled, paid);
        assertThat(credit.signum()).isNotNegative();
        // No money is lost and none is made: what came in is in the slots or is credit. A refund beyond all money takes
        // nothing.
        BigDecimal inSlots = sum(paid);
        BigDecimal allocated = inSlots.add(credit);
        assertThat(allocated).isBetween(minimumMoney(record), maximumMoney(record));
    }

    private static void assertWithinDue(Slots slots, BigDecimal[] settled, BigDecimal[] paid) {
        for (int slot = 0; slot < slots.size(); slot++) {
            assertThat(paid[slot].signum()).isNotNegative();
            assertThat(settled[slot]).isBetween(BigDecimal.ZERO, slots.due[slot]);
        }
    }

    /** Recoveries after a write-off are not allocated. */
    private static BigDecimal minimumMoney(CreditRecord record) {
        return money(record, false);
    }

    private static BigDecimal maximumMoney(CreditRecord record) {
        return money(record, true).max(BigDecimal.ZERO).add(refunds(record));
    }

    private static BigDecimal money(CreditRecord record, boolean recoveries) {
        BigDecimal money = BigDecimal.ZERO;
        for (Repayment repayment : record.getRepayments()) {
            if (recoveries || repayment.getKind() != RepaymentKind.RECOVERY) {
                money = money.add(EffectiveRepayment.paidBy(repayment));
            }
        }
        return money;
    }

    private static BigDecimal refunds(CreditRecord record) {
        return record.getRepayments().stream()
                .filter(repayment -> !repayment.getReversed() && repayment.getKind() == RepaymentKind.REFUND)
                .map(Repayment::getAmount)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void daysPastDueAreZeroExactlyWhenNothingIsOverdue(long seed) {
        for (PeriodState month : months(new RandomAccounts(seed).anything())) {
            boolean overdue = month.getOverdueTotal().signum() > 0;
            assertThat(month.getDaysPastDue() > 0).isEqualTo(overdue);
            assertThat(month.getOldestUnpaidDueOn() != null).isEqualTo(overdue);
            assertThat(month.getInstalmentsOverdue() > 0).isEqualTo(overdue);
            assertThat(month.getOverduePrincipal()).isBetween(BigDecimal.ZERO, month.getOverdueTotal());
            assertThat(month.getInstalmentsLeft()).isGreaterThanOrEqualTo(month.getInstalmentsOverdue());
            assertThat(month.getBalance().signum()).isNotNegative();
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aNewFactChangesOnlyTheMonthsFromItsDayOn(long seed) {
        RandomAccounts accounts = new RandomAccounts(seed);
        CreditRecord facts = accounts.anything();
        List<PeriodState> before = months(facts);
        LocalDate day = accounts.day(facts);
        switch (new Random(seed).nextInt(4)) {
            case 0 -> Records.repayment(facts, RepaymentKind.REPAYMENT, day.toString(), accounts.money(300));
            case 1 -> Records.repayment(facts, RepaymentKind.REFUND, day.toString(), accounts.money(100));
            case 2 -> Records.event(facts, EventKind.WAIVER, day.toString(), accounts.money(50));
            default -> Records.event(facts, EventKind.WRITE_OFF, day.toString(), accounts.money(500));
        }

        List<PeriodState> after = months(facts);

        assertThat(after).hasSameSizeAs(before);
        for (int i = 0; i < before.size(); i++) {
            if (before.get(i).getStateOn().isBefore(day)) {
                assertThat(after.get(i)).isEqualTo(before.get(i));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void theOrderOfRowsDoesNotMatter(long seed) {
        CreditRecord facts = new RandomAccounts(seed).anything();
        if (!facts.getRepayments().isEmpty()) {
            facts.getRepayments().add(facts.getRepayments().get(0));
        }
        CreditRecord derived = HistoryDerivation.derive(facts).record();
        Random random = new Random(seed);
        facts.setInstalments(shuffled(facts.getInstalments(), random));
        facts.setRepayments(shuffled(facts.getRepayments(), random));
        facts.setEvents(shuffled(facts.getEvents(), random));

        assertThat(HistoryDerivation.derive(facts).record()).isEqualTo(derived);
    }

    private static <T> List<T> shuffled(List<T> rows, Random random) {
        List<T> shuffled = new ArrayList<>(rows);
        Collections.shuffle(shuffled, random);
        return shuffled;
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void theRecordAsOfADayIsWhatTheFactsUntilThatDayTell(long seed) {
        RandomAccounts accounts = new RandomAccounts(seed);
        CreditRecord facts = accounts.anything();
        LocalDate day = accounts.day(facts);

        CreditRecord past =
                RecordAsOf.at(HistoryDerivation.derive(facts).record(), day).recordOrNull();

        assertThat(past).isNotNull();
        CreditRecord until = HistoryDerivation.shallowCopy(facts, new CreditRecord());
        until.setReport(
                ReportIdentity.newBuilder(facts.getReport()).setAsOf(day).build());
        until.setState(past.getState());
        until.setRepayments(new ArrayList<>(facts.getRepayments()));
        until.getRepayments().removeIf(repayment -> repayment.getPaidOn().isAfter(day));
        until.setEvents(new ArrayList<>(facts.getEvents()));
        until.getEvents().removeIf(event -> event.getOccurredOn().isAfter(day));
        CreditRecord derived = HistoryDerivation.derive(until).record();
        assertThat(past.getMonths()).isEqualTo(derived.getMonths());
        assertThat(past.getPosition()).isEqualTo(derived.getPosition());
        assertThat(past.getRepayments()).isEqualTo(derived.getRepayments());
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void whatFellDueAndWasPaidInAllMonthsIsWhatTheFactsHold(long seed) {
        CreditRecord facts = new RandomAccounts(seed).anything();
        LocalDate asOf = facts.getReport().getAsOf();
        BigDecimal due = BigDecimal.ZERO;
        for (Instalment instalment : facts.getInstalments()) {
            for (AmountPart part : AmountPart.values()) {
                due = instalment.getDueOn().isAfter(asOf)
                        ? due
                        : due.add(AllocationRule.part(instalment.getDue(), part));
            }
        }
        BigDecimal paid =
                facts.getRepayments().stream().map(EffectiveRepayment::paidBy).reduce(BigDecimal.ZERO, BigDecimal::add);

        List<PeriodState> months = months(facts);

        assertThat(months.stream().map(PeriodState::getDue).reduce(BigDecimal.ZERO, BigDecimal::add))
                .isEqualByComparingTo(due);
        assertThat(months.stream().map(PeriodState::getPaid).reduce(BigDecimal.ZERO, BigDecimal::add))
                .isEqualByComparingTo(paid);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void paymentsAloneFillTheScheduleFromItsOldestPart(long seed) {
        CreditRecord facts = new RandomAccounts(seed).paymentsOnly();
        Integer grace = facts.getAccount().getGraceDays();
        for (PeriodState month : months(facts)) {
            BigDecimal money = facts.getRepayments().stream()
                    .filter(repayment -> !repayment.getPaidOn().isAfter(month.getStateOn()))
                    .map(EffectiveRepayment::paidBy)
                    .reduce(BigDecimal.ZERO, BigDecimal::add);
            BigDecimal overdue = BigDecimal.ZERO;
            BigDecimal overduePrincipal = BigDecimal.ZERO;
            for (Instalment instalment : facts.getInstalments()) {
                LocalDate lastGoodDay = instalment.getDueOn().plusDays(grace == null ? 0 : grace);
                for (AmountPart part : AllocationRule.STANDARD.order()) {
                    BigDecimal due = AllocationRule.part(instalment.getDue(), part);
                    BigDecimal open = due.subtract(money).max(BigDecimal.ZERO);
                    money = money.subtract(due).max(BigDecimal.ZERO);
                    if (lastGoodDay.isBefore(month.getStateOn())) {
                        overdue = overdue.add(open);
                        overduePrincipal = part == AmountPart.PRINCIPAL ? overduePrincipal.add(open) : overduePrincipal;
                    }
                }
            }
            assertThat(month.getOverdueTotal()).isEqualByComparingTo(overdue);
            assertThat(month.getOverduePrincipal()).isEqualByComparingTo(overduePrincipal);
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void theLendersFiguresAreMetAtTheAsOfDateAndBeforeItTheRecordAsOfAgrees(long seed) {
        RandomAccounts accounts = new RandomAccounts(seed);
        CreditRecord facts = lenderKeeps(accounts.anything());
        if (new Random(seed).nextInt(3) == 0 && !facts.getRepayments().isEmpty()) {
            facts.getRepayments().remove(0);
        }
        CreditRecord derived = HistoryDerivation.derive(facts).record();
        AccountHistory history = new AccountHistory(derived, new Explanations(derived));
        Replay replay = history.replay();
        replay.advanceTo(facts.getReport().getAsOf().toEpochDay());
        for (int i = 0; i < history.slots().count(); i++) {
            assertThat(history.slots().split(replay.paid(), i))
                    .isEqualTo(history.slots().instalments.get(i).getPaid());
        }
        for (PeriodState month : derived.getMonths()) {
            CreditRecord past = RecordAsOf.at(derived, month.getStateOn()).recordOrNull();
            assertThat(past).isNotNull();
            assertThat(past.getPosition()).isEqualTo(month);
        }
    }

    /** The same account as a lender would give it who allocates as we do and keeps the figures. */
    private static CreditRecord lenderKeeps(CreditRecord facts) {
        CreditRecord record = HistoryDerivation.sorted(facts);
        AccountHistory history = new AccountHistory(record, new Explanations(record));
        Replay replay = history.replay();
        replay.advanceTo(record.getReport().getAsOf().toEpochDay());
        for (int i = 0; i < history.slots().count(); i++) {
            Instalment instalment = history.slots().instalments.get(i);
            instalment.setPaid(history.slots().split(replay.paid(), i));
            instalment.setWaived(history.slots().split(replay.waived(), i));
            instalment.setWrittenOff(history.slots().split(replay.writtenOff(), i));
        }
        return facts;
    }

    private static List<PeriodState> months(CreditRecord facts) {
        return HistoryDerivation.derive(facts).record().getMonths();
    }

    private static BigDecimal sum(BigDecimal[] amounts) {
        BigDecimal sum = BigDecimal.ZERO;
        for (BigDecimal amount : amounts) {
            sum = sum.add(amount);
        }
        return sum;
    }
}
