package org.creditconnector.decision;

import java.time.LocalDate;
import java.util.List;
import org.creditconnector.registry.ItemKind;
import org.jspecify.annotations.Nullable;

/**
 * One decision of a person about one account at one target, in force.
 *
 * @param id its number in the ledger
 * @param kind what was decided
 * @param state OPEN or APPLIED
 * @param author who
 * @param reason why
 * @param decidedOn day of the decision, by the database's clock
 * @param correction the other value; null unless CORRECT
 * @param dates report dates whose accepted items it is about; of a WITHDRAW empty for the whole account
 * @param since day from which a dispute counts; null unless DISPUTE
 * @param made items that were staged because of it, oldest first
 */
public record Decision(
        long id,
        DecisionKind kind,
        DecisionState state,
        String author,
        String reason,
        LocalDate decidedOn,
        @Nullable Correction correction,
        List<LocalDate> dates,
        @Nullable LocalDate since,
        List<Made> made) {
    /** "by Ada on 2026-11-21", as findings say it. */
    public String by() {
        return "by " + author + " on " + decidedOn;
    }

    /** Never shows values: they may be personal. */
    @Override
    public String toString() {
        return kind + " " + id + " " + by() + ", " + state;
    }

    /**
     * Another value for one field.
     *
     * @param path path of the field
     * @param staleKnown whether {@code stale} was known when it was decided; if not, the first night learns it
     * @param stale canonical text of the value that is wrong; null where the field was empty
     * @param corrected canonical text of the right value
     */
    public record Correction(
            String path, boolean staleKnown, @Nullable String stale, String corrected) {
        /** Never shows values: they may be personal. */
        @Override
        public String toString() {
            return "correction of " + path;
        }
    }

    /**
     * An item that was staged because of a decision.
     *
     * @param itemId its id
     * @param kind what it tells
     * @param reportDate its report date
     * @param supersedes the accepted item it names
     * @param outcome what became of it
     */
    public record Made(
            String itemId,
            ItemKind kind,
            LocalDate reportDate,
            @Nullable String supersedes,
            Outcome outcome) {}

    /** What became of an item. */
    public enum Outcome {
        /** Staged or sent, without a verdict. */
        OPEN,
        /** The registry took it. */
        ACCEPTED,
        /** The registry refused it. */
        REJECTED,
        /** It never left. */
        TAKEN_BACK
    }
}
