package org.creditconnector.registry.baihang;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.creditconnector.record.Account;
import org.creditconnector.record.AccountState;
import org.creditconnector.record.AccountStatus;
import org.creditconnector.record.Agreement;
import org.creditconnector.record.Closing;
import org.creditconnector.record.ClosingReason;
import org.creditconnector.record.CreditRecord;
import org.creditconnector.record.DocumentType;
import org.creditconnector.record.IdentityDocument;
import org.creditconnector.record.Instalment;
import org.creditconnector.record.Party;
import org.creditconnector.registry.CodeTables;
import org.jspecify.annotations.Nullable;

/** What a credit record says, under the names of the field table. What it does not say is not there. */
final class LoanValues {
    private static final Pattern MOBILE = Pattern.compile("1\\d{10}");
    private static final String LISTED_DATES = "2";
    private static final int NO_CYCLE = -1;

    private final CodeTables codes;

    LoanValues(CodeTables codes) {
        this.codes = codes;
    }

    /** The kind of record that a kind of account is told by; null where there is none. */
    @Nullable String kind(CreditRecord record, String part) {
        return codes.code("account-kind", record.getAccount().getKind(), part);
    }

    Map<String, @Nullable Object> loan(CreditRecord record, Party borrower, List<Instalment> schedule) {
        Account account = record.getAccount();
        Map<String, @Nullable Object> values = person(borrower);
        LocalDate opened = openedOn(account);
        LocalDate drawn = account.getFirstDrawnOn();
        LocalDate last = schedule.get(schedule.size() - 1).getDueOn();
        values.put("loanKey", record.getReport().getAccountKey());
        values.put("limitKey", limitKey(record));
        values.put("guarantee", codes.code("guarantee-type", account.getSecurity()));
        values.put("purpose", codes.code("loan-purpose", account.getPurpose()));
        values.put("openedOn", midnight(opened));
        values.put("issuedOn", midnight(drawn == null ? opened : drawn));
        values.put("endsOn", text(account.getMaturesOn() == null ? last : account.getMaturesOn()));
        values.put("amount", amount(account.getPrincipal()));
        values.put("terms", schedule.size());
        values.put("dateKind", LISTED_DATES);
        values.put("termDays", NO_CYCLE);
        values.put(
                "dates", schedule.stream().map(one -> one.getDueOn().toString()).collect(Collectors.joining(",")));
        values.put("firstDueOn", text(schedule.get(0).getDueOn()));
        values.put("graceDays", account.getGraceDays());
        return values;
    }

    Map<String, @Nullable Object> instalment(CreditRecord record, Party borrower, InstalmentState state) {
        Map<String, @Nullable Object> values = person(borrower);
        Instalment instalment = state.instalment();
        values.put("loanKey", record.getReport().getAccountKey());
        values.put("limitKey", limitKey(record));
        values.put("term", instalment.getNumber());
        values.put("termStatus", state.daysLate() > 0 ? "overdue" : "normal");
        values.put("dueOn", text(instalment.getDueOn()));
        values.put("paidOn", midnight(state.paidOn()));
        values.put("planned", amount(whole(instalment)));
        values.put("open", amount(state.open()));
        values.put("paid", amount(state.paidToday()));
        values.put("late", state.daysLate() > 0 ? "D" + state.daysLate() : "");
        values.put("confirmedAt", state.date() + "T23:59:59");
        values.put("overdue", amount(state.overdue()));
        values.put("balance", amount(state.balance()));
        values.put("loanStatus", status(record, state));
        return values;
    }

    /** The limit of an agreement, or of an account that is a limit by itself. */
    Map<String, @Nullable Object> limit(CreditRecord record, Party borrower) {
        Map<String, @Nullable Object> values = person(borrower);
        Agreement agreement = record.getAgreement();
        Account account = record.getAccount();
        values.put("limitKey", limitKey(record));
        if (agreement == null) {
            values.put("openedOn", midnight(openedOn(account)));
            values.put("endsOn", text(account.getMaturesOn()));
            values.put("limit", amount(account.getCreditLimit()));
            values.put("limitStatus", closedOn(record) == null ? "1" : "3");
        } else {
            values.put("openedOn", midnight(agreement.getValidFrom()));
            values.put("endsOn", text(agreement.getValidTo()));
            values.put("limit", amount(agreement.getLimit()));
            values.put("limitStatus", codes.code("limit-status", agreement.getStatus()));
        }
        return values;
    }

    /** What a drawdown was drawn under. */
    static String limitKey(CreditRecord record) {
        return record.getAgreement() == null
                ? record.getReport().getAccountKey()
                : record.getAgreement().getAgreementKey();
    }

    static @Nullable LocalDate openedOn(Account account) {
        return account.getOpenedOn() == null ? account.getFirstDrawnOn() : account.getOpenedOn();
    }

    static boolean closed(CreditRecord record) {
        AccountStatus status = record.getState().getStatus().getValue();
        return status == AccountStatus.CLOSED || status == AccountStatus.TRANSFERRED;
    }

    /** The day the account ended; null while it is open, and where nobody knows the day. */
    static @Nullable LocalDate closedOn(CreditRecord record) {
        if (!closed(record)) {
            return null;
        }
        AccountState state = record.getState();
        Closing closing = state.getClosing();
        LocalDate closed = closing == null ? null : closing.getClosedOn();
        return closed == null ? state.getStatus().getSince() : closed;
    }

    private static String status(CreditRecord record, InstalmentState state) {
        LocalDate closed = closedOn(record);
        if (closed != null && !closed.isAfter(state.date())) {
            Closing closing = record.getState().getClosing();
            ClosingReason reason = closing == null ? null : closing.getReason();
            boolean cancelled =
                    reason == ClosingReason.CANCELLED_BY_BORROWER || reason == ClosingReason.CANCELLED_BY_LENDER;
            return cancelled ? "4" : "3";
        }
        return state.overdue().signum() > 0 ? "2" : "1";
    }

    private static Map<String, @Nullable Object> person(Party borrower) {
        Map<String, @Nullable Object> values = new HashMap<>();
        values.put(
                "name",
                borrower.getPerson() == null ? null : borrower.getPerson().getFullName());
        values.put(
                "identityNumber",
                borrower.getDocuments().stream()
                        .filter(document -> document.getType() == DocumentType.NATIONAL_ID)
                        .map(IdentityDocument::getNumber)
                        .findFirst()
                        .map(number -> number.toUpperCase(Locale.ROOT))
                        .orElse(null));
        values.put(
                "mobile",
                borrower.getContact() == null
                        ? null
                        : borrower.getContact().getTelephones().stream()
                                .filter(number -> MOBILE.matcher(number).matches())
                                .findFirst()
                                .orElse(null));
        return values;
    }

    private static BigDecimal whole(Instalment instalment) {
        return instalment
                .getDue()
                .getPrincipal()
                .add(instalment.getDue().getInterest())
                .add(instalment.getDue().getFees())
                .add(instalment.getDue().getPenalties());
    }

    /** Two decimals, to the even neighbour where both are as near. */
    private static @Nullable BigDecimal amount(@Nullable BigDecimal amount) {
        return amount == null ? null : amount.setScale(2, RoundingMode.HALF_EVEN);
    }

    private static @Nullable String midnight(@Nullable LocalDate date) {
        return date == null ? null : date + "T00:00:00";
    }

    private static @Nullable String text(@Nullable LocalDate date) {
        return date == null ? null : date.toString();
    }
}
