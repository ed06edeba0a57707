package org.creditconnector.rules;

import java.math.BigDecimal;
import java.util.Currency;
import java.util.Set;
import java.util.stream.Collectors;
import org.creditconnector.record.Account;
import org.creditconnector.record.AccountEvent;
import org.creditconnector.record.AccountKind;
import org.creditconnector.record.AmountSplit;
import org.creditconnector.record.CollateralItem;
import org.creditconnector.record.CreditRecord;
import org.creditconnector.record.Repayment;
import org.jspecify.annotations.Nullable;

/** Rules about currencies and amounts. */
final class AmountRules {
    private static final Set<String> ISO_4217 = Currency.getAvailableCurrencies().stream()
            .map(Currency::getCurrencyCode)
            .collect(Collectors.toUnmodifiableSet());

    /** Months may show a credit of the borrower or refunds; what was paid back makes a negative payment. */
    private static final Set<String> MAY_BE_NEGATIVE =
            Set.of("months[].balance", "position.balance", "months[].paid", "position.paid");

    private AmountRules() {}

    static void currency(Checked checked) {
        CreditRecord record = checked.record;
        currency(checked, "account.currency", record.getAccount().getCurrency());
        if (record.getAgreement() != null) {
            currency(checked, "agreement.currency", record.getAgreement().getCurrency());
        }
        int i = 0;
        for (CollateralItem item : record.getCollateral()) {
            currency(checked, "collateral[" + i++ + "].currency", item.getCurrency());
        }
    }

    private static void currency(Checked checked, String path, String code) {
        if (!ISO_4217.contains(code)) {
            checked.find("REC-CURRENCY", path, code);
        }
    }

    static void negative(Checked checked) {
        if (!checked.scan.negative) {
            return;
        }
        boolean credit = isCredit(checked.record.getAccount().getKind());
        Values.walk(checked.record, new Values.Visitor() {
            @Override
            public void amount(Values.Place place, BigDecimal amount) {
                if (amount.signum() < 0 && !mayBeNegative(place.field().path, credit)) {
                    checked.find("REC-AMOUNT-NEGATIVE", place.path(), amount);
                }
            }
        });
    }

    /** A negative balance of a revolving account is the borrower's credit; of a loan it is an error. */
    private static boolean mayBeNegative(String path, boolean credit) {
        return MAY_BE_NEGATIVE.contains(path) && (credit || !path.endsWith(".balance"));
    }

    private static boolean isCredit(AccountKind kind) {
        return kind == AccountKind.REVOLVING || kind == AccountKind.CARD || kind == AccountKind.OVERDRAFT_CARD;
    }

    static void absurd(Checked checked) {
        if (!checked.scan.absurd) {
            return;
        }
        BigDecimal limit = checked.limits.amount();
        Values.walk(checked.record, new Values.Visitor() {
            @Override
            public void amount(Values.Place place, BigDecimal amount) {
                if (amount.abs().compareTo(limit) > 0) {
                    checked.find("REC-AMOUNT-ABSURD", place.path(), amount, "limit", limit.toPlainString());
                }
            }
        });
    }

    static void limitOrPrincipal(Checked checked) {
        Account account = checked.record.getAccount();
        switch (account.getKind()) {
            case NON_REVOLVING, DRAWDOWN, COLLECTION -> {
                if (account.getPrincipal() == null) {
                    checked.findAt("REC-LIMIT-OR-PRINCIPAL", "account.principal", "what", "amount lent");
                }
            }
            case REVOLVING, CARD -> {
                if (account.getCreditLimit() == null) {
                    checked.findAt("REC-LIMIT-OR-PRINCIPAL", "account.creditLimit", "what", "credit limit");
                }
            }
            case OVERDRAFT_CARD, OTHER -> {
                // An overdraft need not be agreed beforehand, and of other kinds nothing is known.
            }
        }
    }

    static void splitSum(Checked checked) {
        int i = 0;
        for (Repayment repayment : checked.record.getRepayments()) {
            splitSum(checked, "repayments[" + i++ + "].split", repayment.getSplit(), repayment.getAmount());
        }
        i = 0;
        for (AccountEvent event : checked.record.getEvents()) {
            splitSum(checked, "events[" + i++ + "].split", event.getSplit(), event.getAmount());
        }
    }

    private static void splitSum(
            Checked checked, String path, @Nullable AmountSplit split, @Nullable BigDecimal amount) {
        if (split != null && amount != null && ScheduleRules.sum(split).compareTo(amount) > 0) {
            checked.findAt("REC-SPLIT-SUM", path);
        }
    }
}
