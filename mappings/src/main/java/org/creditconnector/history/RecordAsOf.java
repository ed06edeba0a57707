package org.creditconnector.history;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.creditconnector.record.Account;
import org.creditconnector.record.AccountStatus;
import org.creditconnector.record.CreditRecord;
import org.creditconnector.record.Instalment;
import org.creditconnector.record.PeriodState;
import org.creditconnector.record.ReportIdentity;
import org.creditconnector.record.StatusSince;
import org.jspecify.annotations.Nullable;

/**
 * A record as it was true at the end of an earlier date, or which fact is missing to know that. It is what is known of that date
 * today: a movement that was reversed since is not there, a back-dated one is. What a registry was told then is a different
 * matter, which the registry's own history answers.
 *
 * <p>Movements, events, consents and notices after the date are gone; so are parties and collateral that came later. The lender's
 * paid, waived and written-off figures become those of the date, by the allocation of the whole record, so that the position is
 * the same as the month of that date in the later record. Status, class, limit, rate and flags go by their since-dates and
 * events. Keys, terms and the schedule's due dates and amounts are taken as they are. What cannot be known of a required field
 * makes the whole record unknown; of an optional field, null with the reason UNKNOWN. Never today's value.
 */
public sealed interface RecordAsOf {
    /**
     * The facts reach back.
     *
     * @param record the record with {@code report.asOf} set to the date
     */
    record Known(CreditRecord record) implements RecordAsOf {
        /** Never shows values: a record holds personal data. */
        @Override
        public String toString() {
            return "record as of " + record.getReport().getAsOf();
        }
    }

    /**
     * The facts do not reach back.
     *
     * @param date the date asked for
     * @param path the fact that is missing
     * @param reason why, in words, without values
     */
    record NotKnown(LocalDate date, String path, String reason) implements RecordAsOf {}

    /** The record, or null when the facts do not reach back. */
    default @Nullable CreditRecord recordOrNull() {
        return this instanceof Known known ? known.record() : null;
    }

    /**
     * The record at an earlier date.
     *
     * @param record a derived record; not changed
     * @param date not after the record's as-of date
     * @throws IllegalArgumentException when the date is after the as-of date: no fact tells about the future
     */
    static RecordAsOf at(CreditRecord record, LocalDate date) {
        LocalDate asOf = record.getReport().getAsOf();
        if (date.isAfter(asOf)) {
            throw new IllegalArgumentException("the record is as of " + asOf + ", not as of the later " + date);
        }
        if (date.equals(asOf)) {
            return new Known(record);
        }
        Account account = record.getAccount();
        LocalDate began = account.getOpenedOn() == null ? account.getFirstDrawnOn() : account.getOpenedOn();
        if (began != null && began.isAfter(date)) {
            return new NotKnown(date, "account.openedOn", "the account was opened after that date");
        }
        CreditRecord past = HistoryDerivation.sorted(record);
        Explanations explanations = new Explanations(record);
        AccountHistory history = new AccountHistory(past, explanations);
        NotKnown notKnown = reachesBack(history, date);
        if (notKnown != null) {
            return notKnown;
        }
        StatusSince status = statusAt(history, date);
        if (status == null) {
            return new NotKnown(
                    date, "state.status.since", "the status at that date follows from no since-date and no event");
        }
        PastFacts facts = new PastFacts(history.states(), explanations, date);
        past.setState(facts.state(record.getState(), status));
        past.setAccount(facts.account(account, record.getEvents()));
        past.setAgreement(facts.agreement(record.getAgreement()));
        past.setParties(facts.parties(record.getParties()));
        past.setCollateral(facts.collateral(record.getCollateral()));
        past.setConsents(facts.consents(record.getConsents()));
        past.setInstalments(instalments(history, date));
        past.setRepayments(
                until(past.getRepayments(), repayment -> repayment.getPaidOn().isAfter(date)));
        past.setEvents(until(past.getEvents(), event -> event.getOccurredOn().isAfter(date)));
        past.setNotices(until(past.getNotices(), notice -> notice.getSentOn().isAfter(date)));
        past.setReport(
                ReportIdentity.newBuilder(record.getReport()).setAsOf(date).build());
        HistoryDerivation.fill(past, history, explanations);
        return new Known(past);
    }

    private static @Nullable NotKnown reachesBack(AccountHistory history, LocalDate date) {
        if (!history.derivable()) {
            PeriodState given = history.lenderMonth(YearMonth.from(date), date);
            return given != null && given.getStateOn().equals(date)
                    ? null
                    : new NotKnown(date, "months", "the lender gives no month that ends on that date");
        }
        LocalDate scheduleFrom = history.scheduleFrom();
        return scheduleFrom == null || !date.isBefore(scheduleFrom)
                ? null
                : new NotKnown(date, "instalments", "another schedule was in force on that date");
    }

    private static @Nullable StatusSince statusAt(AccountHistory history, LocalDate date) {
        StatusSince known = history.states().statusSinceAt(date);
        PeriodState given = history.lenderMonth(YearMonth.from(date), date);
        if (given == null || !given.getStateOn().equals(date)) {
            return known;
        }
        AccountStatus byLender = given.getStatus();
        return byLender == null || (known != null && known.getValue() == byLender)
                ? known
                : new StatusSince(byLender, null);
    }

    /** The schedule with the lender's figures as of the date; what the lender does not keep stays null. */
    private static List<Instalment> instalments(AccountHistory history, LocalDate date) {
        Slots slots = history.slots();
        if (!slots.paidByLender && !slots.waivedByLender && !slots.writtenOffByLender) {
            return slots.instalments;
        }
        Replay replay = history.replay();
        replay.advanceTo(date.toEpochDay());
        List<Instalment> instalments = new ArrayList<>(slots.count());
        for (int i = 0; i < slots.count(); i++) {
            Instalment now = slots.instalments.get(i);
            Instalment then = HistoryDerivation.shallowCopy(now, new Instalment());
            then.setPaid(now.getPaid() == null ? null : slots.split(replay.paid(), i));
            then.setWaived(now.getWaived() == null ? null : slots.split(replay.waived(), i));
            then.setWrittenOff(now.getWrittenOff() == null ? null : slots.split(replay.writtenOff(), i));
            instalments.add(then);
        }
        return instalments;
    }

    private static <T> List<T> until(List<T> facts, Predicate<T> isLater) {
        List<T> kept = new ArrayList<>(facts.size());
        for (T fact : facts) {
            if (!isLater.test(fact)) {
                kept.add(fact);
            }
        }
        return kept;
    }
}
