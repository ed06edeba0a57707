package org.creditconnector.simulation;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.creditconnector.faults.WireFault;

/**
 * The fault budget: how likely each fault is in one story. Each story draws its own mixture and leaves many faults out altogether,
 * since a fault that always strikes hides what happens after the others.
 *
 * <p>What may happen: a process dies before or after any commit and before or after any effect at the registry, or freezes in a
 * call until its lease has run out and another process has worked; connections to the store are lost before a statement, before a
 * commit, or after it with the answer lost; every call of the registry fails before or after its effect, comes back garbled, is
 * put off or refused; feedback is late by nights, repeated, out of order, cut into parts, damaged and later sent whole; a person
 * pauses and resumes the target, approves, resolves and retries.
 *
 * <p>What may not happen, since nothing could survive it: the registry loses what it gave a receipt for, or changes a verdict; the
 * store loses or alters what was committed; the store's clock goes back; a person resolves a package against the truth; two
 * processes share one lease's name and token; a process does not freeze for longer than its lease between its permit to send and the
 * end of the send where the registry would book the same package twice: bytes on their way cannot be fenced. Feedback is never lost for ever: once faults stop, what is withheld is delivered.
 *
 * @param wire chance of each fault of a call
 * @param deathAtCommit chance that a process dies at some commit
 * @param storeLoss chance that a process loses its connection to the store at some point
 * @param freeze chance that a process freezes in a call
 * @param lateFeedback chance that a letter is held back
 * @param doubledFeedback chance that a letter is handed out again
 * @param damagedFeedback chance that a letter is damaged before it comes whole
 * @param partialFeedback chance that a letter comes in two parts
 * @param shuffledFeedback chance that a letter is overtaken by another
 * @param pause chance that a person pauses the target during a call
 * @param rejects chance that a night's registry rejects some accounts
 */
record Budget(
        Map<WireFault, Double> wire,
        double deathAtCommit,
        double storeLoss,
        double freeze,
        double lateFeedback,
        double doubledFeedback,
        double damagedFeedback,
        double partialFeedback,
        double shuffledFeedback,
        double pause,
        double rejects) {
    private static final List<WireFault> STRIKES = List.of(
            WireFault.UNREACHABLE,
            WireFault.LOST_BEFORE_EFFECT,
            WireFault.LOST_AFTER_EFFECT,
            WireFault.TIMED_OUT,
            WireFault.TOO_MANY,
            WireFault.BUSY,
            WireFault.REFUSED,
            WireFault.BROKEN_BEFORE_EFFECT,
            WireFault.BROKEN_AFTER_EFFECT,
            WireFault.GARBLED,
            WireFault.DEATH_BEFORE_EFFECT,
            WireFault.DEATH_AFTER_EFFECT);

    /** Names of the chances after {@code wire}, in their order. */
    private static final List<String> OTHERS = List.of(
            "DEATH_AT_COMMIT",
            "STORE_LOSS",
            "FREEZE",
            "LATE_FEEDBACK",
            "DOUBLED_FEEDBACK",
            "DAMAGED_FEEDBACK",
            "PARTIAL_FEEDBACK",
            "SHUFFLED_FEEDBACK",
            "PAUSE",
            "REJECTS");

    /** Nothing goes wrong. */
    static final Budget CALM = new Budget(Map.of(), 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

    /** A mixture of its own. */
    static Budget drawn(Dice dice) {
        Map<WireFault, Double> wire = new EnumMap<>(WireFault.class);
        double most = dice.one(List.of(0.0, 0.05, 0.15, 0.3));
        for (WireFault fault : STRIKES) {
            if (dice.chance(0.4)) {
                wire.put(fault, most / 2);
            }
        }
        return new Budget(
                wire,
                some(dice, 0.5),
                some(dice, 0.4),
                some(dice, 0.15),
                some(dice, 0.6),
                some(dice, 0.4),
                some(dice, 0.3),
                some(dice, 0.3),
                some(dice, 0.4),
                some(dice, 0.1),
                some(dice, 0.6));
    }

    /** Names of what can be left out, see {@link #without}. */
    List<String> kinds() {
        List<String> kinds = new ArrayList<>();
        wire.forEach((fault, chance) -> {
            if (chance > 0) {
                kinds.add(fault.name());
            }
        });
        double[] others = others();
        for (int i = 0; i < OTHERS.size(); i++) {
            if (others[i] > 0) {
                kinds.add(OTHERS.get(i));
            }
        }
        return kinds;
    }

    private double[] others() {
        return new double[] {
            deathAtCommit,
            storeLoss,
            freeze,
            lateFeedback,
            doubledFeedback,
            damagedFeedback,
            partialFeedback,
            shuffledFeedback,
            pause,
            rejects
        };
    }

    /** The same with some kinds left out; the chance of the others falls as before. */
    Budget without(Set<String> kinds) {
        Map<WireFault, Double> left = new EnumMap<>(WireFault.class);
        wire.forEach((fault, chance) -> left.put(fault, kinds.contains(fault.name()) ? 0.0 : chance));
        double[] some = others();
        for (int i = 0; i < some.length; i++) {
            some[i] = kinds.contains(OTHERS.get(i)) ? 0 : some[i];
        }
        return new Budget(
                left, some[0], some[1], some[2], some[3], some[4], some[5], some[6], some[7], some[8], some[9]);
    }

    private static double some(Dice dice, double most) {
        return dice.chance(0.5) ? 0 : most * dice.between(1, 4) / 4;
    }

    /** What strikes one call. */
    WireFault strike(Dice dice) {
        for (Map.Entry<WireFault, Double> fault : wire.entrySet()) {
            if (dice.chance(fault.getValue())) {
                return fault.getKey();
            }
        }
        return WireFault.NONE;
    }
}
