package org.creditconnector.simulation;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.creditconnector.faults.Life;
import org.creditconnector.ledger.DecisionRefusedException;
import org.creditconnector.ledger.Decisions;
import org.creditconnector.ledger.Decisions.About;
import org.creditconnector.ledger.Decisions.By;
import org.creditconnector.night.Corrections;
import org.creditconnector.registry.RegistryProfile;
import org.jspecify.annotations.Nullable;

/**
 * A clerk who decides about single accounts as the commands {@code correct}, {@code withdraw}, {@code resubmit} and {@code dispute} do,
 * and who remembers what then must be true.
 */
final class AccountPerson {
    private static final By CLERK = new By("clerk", "the borrower called");
    private static final LocalDate SINCE = LocalDate.of(2024, 3, 20);

    private final Theatre.Desk desk;
    private final Trace trace;
    private final Dice dice;
    private final Decisions decisions;
    private final Corrections corrections;
    private final RegistryProfile profile;
    private final Map<String, Corrected> corrected = new HashMap<>();
    private final Set<String> withdrawn = new TreeSet<>();
    private final Set<String> everWithdrawn = new HashSet<>();
    private final Set<String> disputed = new HashSet<>();
    private final Set<String> everDisputed = new HashSet<>();
    private final Set<String> takenBack = new HashSet<>();

    /**
     * A name that the clerk knows better than the source.
     *
     * @param stale what the source shows as long as it is not mended
     * @param right what must be told instead
     */
    record Corrected(String stale, String right) {}

    AccountPerson(Theatre theatre, Trace trace, Dice dice, RegistryProfile profile) {
        this.desk = theatre.second;
        this.trace = trace;
        this.dice = dice;
        this.profile = profile;
        this.decisions = new Decisions(desk.rooms.store()).at(profile.powers());
        this.corrections = new Corrections(decisions, profile);
    }

    /** Sometimes decides something about one of the accounts. */
    void work(List<String> accounts) {
        if (!dice.chance(0.2)) {
            return;
        }
        desk.life = new Life();
        String key = dice.one(accounts);
        int what = dice.below(10);
        About about = new About(Theatre.TARGET, "tiny", key);
        try {
            if (what < 4) {
                correct(about);
            } else if (what < 6) {
                decisions.withdraw(about, CLERK, List.of());
                did("withdraw", key);
                withdrawn.add(key);
                everWithdrawn.add(key);
            } else if (what < 8) {
                String gone = withdrawn.isEmpty() ? key : dice.one(List.copyOf(withdrawn));
                decisions.resubmit(new About(Theatre.TARGET, "tiny", gone), CLERK, profile.subject(gone));
                did("resubmit", gone);
                withdrawn.remove(gone);
                takenBack.remove(gone);
            } else if (disputed.contains(key)) {
                decisions.endDispute(about, CLERK);
                did("end of the dispute about", key);
                disputed.remove(key);
            } else {
                decisions.dispute(about, CLERK, SINCE);
                did("dispute about", key);
                disputed.add(key);
                everDisputed.add(key);
            }
        } catch (DecisionRefusedException | IllegalArgumentException e) {
            say("refused: " + e.getMessage());
        }
    }

    private void correct(About about) {
        if (corrected.containsKey(about.accountKey())) {
            return;
        }
        String name = "Right " + about.accountKey() + " Name";
        Corrections.Checked checked = corrections.check(
                about, new Corrections.Wanted("parties[C-" + about.accountKey() + "].person.fullName", name), null);
        String stale = checked.told().value();
        if (stale == null) {
            return;
        }
        corrections.decide(about, CLERK, List.of(checked), corrections.replaced(about, List.of()));
        did("correct", about.accountKey());
        corrected.put(about.accountKey(), new Corrected(stale, name));
    }

    /** A registry that rejected a deletion is asked again: the withdrawal is decided anew. */
    void insist() {
        desk.life = new Life();
        for (String key : withdrawn) {
            About about = new About(Theatre.TARGET, "tiny", key);
            boolean stands = !decisions.standing(about).isEmpty();
            boolean refused = decisions.inForce(about).withdrawal().stream()
                    .flatMap(one -> one.made().stream())
                    .anyMatch(made -> made.outcome() == org.creditconnector.decision.Decision.Outcome.REJECTED);
            if (stands && refused) {
                decisions.withdraw(about, CLERK, List.of());
                say("withdraw " + key + " again");
            }
        }
    }

    private void did(String what, String key) {
        trace.fault("clerk: " + what, key);
    }

    private void say(String line) {
        trace.say("  clerk: " + line);
    }

    // ------------------------------------------------------------------ what must be true

    /** The correction of an account; null when there is none. */
    @Nullable Corrected correction(String key) {
        return corrected.get(key);
    }

    /** What an account says when the source shows this. */
    SimulatedLender.Truth told(String key, SimulatedLender.Truth source) {
        Corrected better = corrected.get(key);
        return better == null || !better.stale().equals(source.name())
                ? source
                : new SimulatedLender.Truth(better.right(), source.closed(), source.paid());
    }

    /** Accounts that must not stand at the registry in the end. */
    Set<String> withdrawn() {
        return withdrawn;
    }

    boolean wasEverWithdrawn(String key) {
        return everWithdrawn.contains(key);
    }

    /** Whether the registry must show that an account is disputed. */
    boolean isDisputed(String key) {
        return disputed.contains(key);
    }

    boolean wasEverDisputed(String key) {
        return everDisputed.contains(key);
    }

    /** A deletion took effect. */
    void deleted(String key) {
        if (withdrawn.contains(key)) {
            takenBack.add(key);
        }
    }

    /** Whether a deletion took effect and nobody has resubmitted the account since. */
    boolean isTakenBack(String key) {
        return takenBack.contains(key);
    }
}
