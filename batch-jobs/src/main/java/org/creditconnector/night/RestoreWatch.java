package org.creditconnector.night;

import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.creditconnector.delivery.RegistryConnection;
import org.creditconnector.delivery.RegistryConnection.Statement;
import org.creditconnector.delivery.RegistryUnavailableException;
import org.creditconnector.ledger.LeaseToken;
import org.creditconnector.ledger.RegistryMirror;
import org.creditconnector.ledger.Restoration;
import org.creditconnector.ledger.SubmissionLedger;
import org.creditconnector.registry.Powers;

/**
 * Notices that the store is older than what was sent from it. First by the witness in the home directory; where that one cannot
 * tell (none yet, or another host has worked meanwhile) by the registry, which must not have accepted more than our books know.
 * What both miss shows itself at the first send: the registry then expects another number (see {@link Sending}).
 */
final class RestoreWatch {
    /** A date that nothing is reported for: whatever the registry holds, it holds up to this date. */
    static final LocalDate EVER = LocalDate.of(9999, 12, 31);

    private static final String AUTHOR = "connector";

    private final StoreWitness witness;
    private final Restoration restoration;
    private final RegistryMirror mirror;
    private final Pauses pauses;
    private final Map<String, LeaseToken> tokens = new ConcurrentHashMap<>();

    RestoreWatch(StoreWitness witness, Restoration restoration, RegistryMirror mirror, Pauses pauses) {
        this.witness = witness;
        this.restoration = restoration;
        this.mirror = mirror;
        this.pauses = pauses;
    }

    /**
     * Looks at a target whose lease was just taken, before anything is done with it.
     *
     * @param connection asked only when the witness cannot tell
     * @throws CommandException when the registry has to be asked and does not answer
     */
    void look(
            String target,
            LeaseToken token,
            SubmissionLedger ledger,
            Powers powers,
            Supplier<RegistryConnection> connection) {
        if (restoration.doubt(target).isEmpty()) {
            suspicion(target, token, ledger, powers, connection)
                    .ifPresent(reason -> restoration.doubt(target, AUTHOR, reason));
        }
        // After the doubt, which the store keeps: a crash in between makes the next look come to the same end.
        note(target, token.number());
        tokens.put(target, token);
    }

    /** A permit was given: the witness follows. */
    void sent(String target) {
        LeaseToken token = tokens.get(target);
        if (token != null) {
            note(target, token.number());
        }
    }

    /**
     * The lease was given back and stands at another number: what the store held while it was held is the past from now on. Without
     * this a copy taken after the last send of a run would look as new as the store at its end.
     */
    void released(String target, long number) {
        // Before the look nothing was done under the lease, and what the look has to compare with must stay.
        if (tokens.remove(target) != null) {
            note(target, number);
        }
    }

    /** One at a time: several lanes send side by side, and what is written last must be what was counted last. */
    private synchronized void note(String target, long token) {
        witness.note(target, new StoreWitness.Seen(restoration.storeId(), token, restoration.sends(target)));
    }

    private Optional<String> suspicion(
            String target,
            LeaseToken token,
            SubmissionLedger ledger,
            Powers powers,
            Supplier<RegistryConnection> connection) {
        long sends = restoration.sends(target);
        StoreWitness.Seen seen = witness.of(target).orElse(null);
        if (seen == null) {
            return sends == 0 ? Optional.empty() : byTheRegistry(target, token, ledger, powers, connection, false);
        }
        if (!seen.storeId().equals(restoration.storeId())) {
            return seen.sends() == 0 && sends == 0
                    ? Optional.empty()
                    : Optional.of("this is another store than the one that target " + target
                            + " was last sent from here (" + restoration.storeId() + ", before it was "
                            + seen.storeId() + ")");
        }
        if (sends < seen.sends() || token.number() <= seen.token()) {
            return Optional.of("the store was put back to an older state: it knows of " + sends + " sends to target "
                    + target + ", " + seen.sends() + " were made from here");
        }
        return sends == seen.sends()
                ? Optional.empty()
                : byTheRegistry(target, token, ledger, powers, connection, true);
    }

    /**
     * The statement is taken before the feedback, so that what was judged in between cannot look like something unknown.
     *
     * @param ahead whether the store is ahead of its witness, as after a process that died before it could note a send: then what
     *     left and has no verdict yet may be among what the registry accepted
     */
    private Optional<String> byTheRegistry(
            String target,
            LeaseToken token,
            SubmissionLedger ledger,
            Powers powers,
            Supplier<RegistryConnection> connection,
            boolean ahead) {
        if (!powers.statement() || !powers.feedback()) {
            return Optional.empty();
        }
        try {
            Statement theirs = connection.get().statement(EVER);
            new FeedbackIntake(ledger, connection.get(), target, token, pauses).takeInAll();
            Statement ours = mirror.totals(target, EVER);
            long onTheWay = ahead ? mirror.onTheWay(target, EVER) : 0;
            return theirs.items() <= ours.items() + onTheWay
                    ? Optional.empty()
                    : Optional.of("the registry has accepted " + theirs.items() + " items, our books know of "
                            + ours.items());
        } catch (RegistryUnavailableException e) {
            throw new CommandException(
                    ExitCode.TARGET_DOWN,
                    "nobody can tell here whether the store is as new as what was sent to target " + target
                            + ", and the registry cannot be asked: " + e.getMessage(),
                    e);
        }
    }
}
