package org.creditconnector.night;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.creditconnector.correction.CorrectableField;
import org.creditconnector.ledger.DecisionRefusedException;
import org.creditconnector.ledger.Decisions;
import org.creditconnector.ledger.Decisions.About;
import org.creditconnector.ledger.Decisions.By;
import org.creditconnector.ledger.Decisions.Told;
import org.creditconnector.record.CreditRecord;
import org.creditconnector.registry.RegistryProfile;
import org.creditconnector.registry.SubjectHistory.Accepted;
import org.jspecify.annotations.Nullable;

/** Checks what a person wants corrected against the record's schema and what was told last, before anything is decided. */
public final class Corrections {
    private final Decisions decisions;
    private final RegistryProfile profile;

    /**
     * @param decisions where it is kept
     * @param profile kind of registry of the target
     */
    public Corrections(Decisions decisions, RegistryProfile profile) {
        this.decisions = decisions;
        this.profile = profile;
    }

    /**
     * What a person wrote.
     *
     * @param path path of a field
     * @param value the right value as text
     */
    public record Wanted(String path, String value) {
        /** Never shows the value: it may be personal. */
        @Override
        public String toString() {
            return path;
        }
    }

    /**
     * A wanted correction that can be decided.
     *
     * @param field the field
     * @param corrected canonical text of the right value
     * @param told the value as it was last told
     */
    public record Checked(CorrectableField field, String corrected, Told told) {
        /** "account.principal from ### to ###": values masked by the field's class. */
        public String shown() {
            return field.path() + " from " + (told.known() ? field.masked(told.value()) : "what the source shows")
                    + " to " + field.masked(corrected);
        }
    }

    /**
     * Checks one field.
     *
     * @param at report date whose item shows the value as it was told; null for the newest
     * @throws IllegalArgumentException with one sentence when it cannot be corrected so
     */
    public Checked check(About about, Wanted wanted, @Nullable LocalDate at) {
        CorrectableField field = CorrectableField.at(wanted.path());
        String corrected = field.canonical(wanted.value());
        Optional<CreditRecord> told = decisions.newestItem(about, at).flatMap(profile::recordOf);
        if (told.isEmpty()) {
            return new Checked(field, corrected, new Told(false, null));
        }
        CorrectableField.Found found = field.in(told.get());
        if (!found.reached()) {
            throw new IllegalArgumentException(wanted.path() + ": " + found.problem());
        }
        return new Checked(field, corrected, new Told(true, found.value()));
    }

    /**
     * Items that a correction replaces: those of the dates, or the newest that stands.
     *
     * @throws DecisionRefusedException when nothing stands at a date, or the registry takes no corrections
     */
    public List<Accepted> replaced(About about, List<LocalDate> at) {
        List<Accepted> standing = decisions.standing(about);
        if (!standing.isEmpty() && !profile.powers().replaces()) {
            throw new DecisionRefusedException("the registries of the kind " + profile.code()
                    + " take no corrections, and they have an item of " + about.accountKey()
                    + "; ask the registry how it wants to be told");
        }
        Comparator<Accepted> order = Comparator.comparing(Accepted::reportDate).thenComparing(Accepted::sequence);
        if (at.isEmpty()) {
            return standing.stream().max(order).map(List::of).orElse(List.of());
        }
        List<Accepted> items = new ArrayList<>();
        for (LocalDate date : at) {
            items.add(standing.stream()
                    .filter(item -> item.reportDate().equals(date))
                    .max(order)
                    .orElseThrow(() -> new DecisionRefusedException(Decisions.nothingStands(about, date, standing))));
        }
        return items;
    }

    /** Decides what was checked, all of it or nothing; returns the numbers of the decisions. */
    public List<Long> decide(About about, By by, List<Checked> checked, List<Accepted> items) {
        return decisions.together(() -> checked.stream()
                .map(one -> decisions.correct(about, by, one.field().path(), one.told(), one.corrected(), items))
                .toList());
    }
}
