package org.creditconnector.history;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.creditconnector.record.Account;
import org.creditconnector.record.AccountEvent;
import org.creditconnector.record.AccountState;
import org.creditconnector.record.Agreement;
import org.creditconnector.record.Closing;
import org.creditconnector.record.CollateralItem;
import org.creditconnector.record.Consent;
import org.creditconnector.record.Dispute;
import org.creditconnector.record.DisputeStatus;
import org.creditconnector.record.EventKind;
import org.creditconnector.record.FlagSince;
import org.creditconnector.record.InstalmentLimit;
import org.creditconnector.record.MissingReason;
import org.creditconnector.record.Party;
import org.creditconnector.record.PersonProfile;
import org.creditconnector.record.RateTerms;
import org.creditconnector.record.RiskClassSince;
import org.creditconnector.record.StatusSince;
import org.jspecify.annotations.Nullable;

/** The sections of a record that carry their own dates, as they were at the end of an earlier date. */
final class PastFacts {
    private final StateHistory states;
    private final Explanations explanations;
    private final LocalDate date;

    PastFacts(StateHistory states, Explanations explanations, LocalDate date) {
        this.states = states;
        this.explanations = explanations;
        this.date = date;
    }

    private boolean isLater(@Nullable LocalDate day) {
        return day != null && day.isAfter(date);
    }

    private void unknown(String path) {
        explanations.put(path, MissingReason.UNKNOWN);
    }

    // ------------------------------------------------------------------ state

    AccountState state(AccountState now, StatusSince status) {
        if (status.getSince() == null) {
            explainOnce("state.status.since");
        }
        RiskClassSince riskClass = states.riskClassSinceAt(date);
        if (riskClass == null) {
            explainOnce("state.riskClass");
        } else if (riskClass.getSince() == null) {
            explainOnce("state.riskClass.since");
        }
        AccountState then = HistoryDerivation.shallowCopy(now, new AccountState());
        then.setStatus(status);
        then.setRiskClass(riskClass);
        then.setInDefault(flag(now.getInDefault(), "state.inDefault"));
        then.setNonPerforming(flag(now.getNonPerforming(), "state.nonPerforming"));
        then.setForborne(flag(now.getForborne(), "state.forborne"));
        then.setDispute(dispute(now.getDispute()));
        then.setClosing(closing(now, status));
        return then;
    }

    private void explainOnce(String path) {
        if (explanations.reason(path) == null) {
            unknown(path);
        }
    }

    private @Nullable FlagSince flag(@Nullable FlagSince now, String path) {
        if (now == null || (now.getSince() != null && !isLater(now.getSince()))) {
            return now;
        }
        if (now.getSince() == null) {
            unknown(path);
            return null;
        }
        unknown(path + ".since");
        return new FlagSince(!now.getValue(), null);
    }

    private @Nullable Dispute dispute(@Nullable Dispute now) {
        if (now == null || !isLater(now.getSince())) {
            return now;
        }
        if (now.getValue() != DisputeStatus.OPEN) {
            // It was opened some time before it ended, and that day is not among the facts.
            unknown("state.dispute");
        }
        return null;
    }

    private @Nullable Closing closing(AccountState now, StatusSince status) {
        Closing closing = now.getClosing();
        if (closing == null || isLater(closing.getClosedOn())) {
            return null;
        }
        boolean sameState = status.getValue() == now.getStatus().getValue();
        return closing.getClosedOn() != null || sameState ? closing : null;
    }

    // ------------------------------------------------------------------ terms

    Account account(Account now, List<AccountEvent> events) {
        BigDecimal limit = states.creditLimitAt(date);
        RateTerms rate = rate(now.getRate(), events);
        boolean notDrawn = isLater(now.getFirstDrawnOn());
        InstalmentLimit purchase = now.getInstalmentLimit();
        if (Objects.equals(limit, now.getCreditLimit()) && rate == now.getRate() && !notDrawn && purchase == null) {
            return now;
        }
        Account then = HistoryDerivation.shallowCopy(now, new Account());
        then.setInstalmentLimit(null);
        if (purchase != null && !isLater(purchase.getFrom())) {
            // How much of it was used and billed is known of the as-of date alone.
            unknown("account.instalmentLimit");
        }
        then.setCreditLimit(limit);
        if (limit == null) {
            explainOnce("account.creditLimit");
        }
        then.setRate(rate);
        if (notDrawn) {
            then.setFirstDrawnOn(null);
            explanations.put("account.firstDrawnOn", MissingReason.NOT_APPLICABLE);
        }
        return then;
    }

    private @Nullable RateTerms rate(@Nullable RateTerms now, List<AccountEvent> events) {
        AccountEvent next = null;
        for (AccountEvent event : events) {
            boolean later =
                    event.getKind() == EventKind.RATE_CHANGE && !event.getReversed() && isLater(event.getOccurredOn());
            if (later && (next == null || event.getOccurredOn().isBefore(next.getOccurredOn()))) {
                next = event;
            }
        }
        if (now == null || next == null) {
            return now;
        }
        RateTerms then = HistoryDerivation.shallowCopy(now, new RateTerms());
        BigDecimal before = StateHistory.decimalOf(next.getValueBefore(), 10);
        then.setAnnualRate(before);
        if (before == null) {
            unknown("account.rate.annualRate");
        }
        return then;
    }

    @Nullable Agreement agreement(@Nullable Agreement now) {
        if (now == null || !isLater(now.getStatusSince())) {
            return now;
        }
        Agreement then = HistoryDerivation.shallowCopy(now, new Agreement());
        then.setStatus(null);
        then.setStatusSince(null);
        unknown("agreement.status");
        unknown("agreement.statusSince");
        return then;
    }

    // ------------------------------------------------------------------ parties, collateral, consents

    List<Party> parties(List<Party> now) {
        List<Party> then = new ArrayList<>(now.size());
        for (Party party : now) {
            if (!isLater(party.getFrom())) {
                then.add(party(party));
            }
        }
        return then;
    }

    private Party party(Party now) {
        PersonProfile person = now.getPerson();
        boolean ageKnown = person != null && person.getAgeYears() != null;
        if (!ageKnown && !isLater(now.getInsolventSince())) {
            return now;
        }
        Party then = HistoryDerivation.shallowCopy(now, new Party());
        if (isLater(now.getInsolventSince())) {
            then.setInsolventSince(null);
        }
        if (person != null && ageKnown) {
            // An age is true at the as-of date; without a date of birth nobody knows the birthday in between.
            PersonProfile younger = HistoryDerivation.shallowCopy(person, new PersonProfile());
            younger.setAgeYears(null);
            unknown("parties[].person.ageYears");
            then.setPerson(younger);
        }
        return then;
    }

    List<CollateralItem> collateral(List<CollateralItem> now) {
        List<CollateralItem> then = new ArrayList<>(now.size());
        for (CollateralItem item : now) {
            if (isLater(item.getFrom())) {
                continue;
            }
            if (!isLater(item.getValuedOn())) {
                then.add(item);
                continue;
            }
            CollateralItem unvalued = HistoryDerivation.shallowCopy(item, new CollateralItem());
            unvalued.setValue(null);
            unvalued.setValuedOn(null);
            unvalued.setAllocatedValue(null);
            unknown("collateral[].value");
            unknown("collateral[].valuedOn");
            unknown("collateral[].allocatedValue");
            then.add(unvalued);
        }
        return then;
    }

    List<Consent> consents(List<Consent> now) {
        List<Consent> then = new ArrayList<>(now.size());
        for (Consent consent : now) {
            if (isLater(consent.getGivenOn())) {
                continue;
            }
            if (isLater(consent.getWithdrawnOn())) {
                Consent standing = HistoryDerivation.shallowCopy(consent, new Consent());
                standing.setWithdrawnOn(null);
                then.add(standing);
            } else {
                then.add(consent);
            }
        }
        return then;
    }
}
