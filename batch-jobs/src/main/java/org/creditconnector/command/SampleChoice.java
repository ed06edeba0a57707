package org.creditconnector.command;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.creditconnector.mapping.MappedAccount;
import org.creditconnector.record.AccountEvent;
import org.creditconnector.record.CreditRecord;
import org.creditconnector.record.Party;
import org.creditconnector.record.PeriodState;
import org.creditconnector.record.Repayment;
import org.creditconnector.source.SourceAccount;
import org.jspecify.annotations.Nullable;

/**
 * A few accounts that show as many different things as possible: open, closed, in arrears, held and why, with guarantors, with each
 * kind of event. Of two that show as much the one with fewer rows is taken.
 */
final class SampleChoice {
    /**
     * An account and what it shows.
     *
     * @param source its rows
     * @param shows words such as {@code closed}, {@code in arrears}, {@code held MAP-DATE}
     */
    record Candidate(SourceAccount source, Set<String> shows) {
        static Candidate of(SourceAccount source, MappedAccount mapped) {
            return new Candidate(source, SampleChoice.shows(mapped));
        }

        private int rows() {
            return source.children().values().stream().mapToInt(List::size).sum();
        }
    }

    /**
     * An account that was taken.
     *
     * @param source its rows
     * @param adds what none before it shows
     */
    record Taken(SourceAccount source, List<String> adds) {}

    private SampleChoice() {}

    /** Takes at most so many; further ones that show nothing new are taken in order. */
    static List<Taken> of(List<Candidate> candidates, int most) {
        List<Candidate> left = new ArrayList<>(candidates);
        Set<String> shown = new HashSet<>();
        List<Taken> taken = new ArrayList<>();
        while (taken.size() < most && !left.isEmpty()) {
            Candidate best = left.get(0);
            int news = -1;
            for (Candidate one : left) {
                int adds = (int) one.shows().stream()
                        .filter(word -> !shown.contains(word))
                        .count();
                if (adds > news || adds == news && one.rows() < best.rows()) {
                    best = one;
                    news = adds;
                }
            }
            left.remove(best);
            taken.add(new Taken(
                    best.source(),
                    best.shows().stream().filter(word -> !shown.contains(word)).toList()));
            shown.addAll(best.shows());
        }
        return taken;
    }

    private static Set<String> shows(MappedAccount mapped) {
        Set<String> shows = new LinkedHashSet<>();
        CreditRecord record = mapped.record();
        mapped.findings().forEach(finding -> shows.add((record == null ? "held " : "") + finding.getRuleId()));
        if (record == null) {
            return shows;
        }
        shows.add(word(record.getState().getStatus().getValue()));
        shows.add(word(record.getAccount().getKind()));
        shows.add(record.getAccount().getCurrency());
        PeriodState position = record.getPosition();
        Integer late = position == null ? null : position.getDaysPastDue();
        if (late != null && late > 0) {
            shows.add(late > 90 ? "in arrears of more than 90 days" : "in arrears");
        }
        if (record.getState().getClosing() != null) {
            shows.add("closed: " + word(record.getState().getClosing().getReason()));
        }
        for (Party party : record.getParties()) {
            shows.add(word(party.getRole()) + " " + word(party.getKind()));
        }
        for (Repayment repayment : record.getRepayments()) {
            shows.add(word(repayment.getKind()) + (repayment.getReversed() ? " reversed" : ""));
        }
        for (AccountEvent event : record.getEvents()) {
            shows.add(word(event.getKind()));
        }
        return shows;
    }

    private static String word(@Nullable Object symbol) {
        return symbol == null
                ? "nothing"
                : symbol.toString().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
