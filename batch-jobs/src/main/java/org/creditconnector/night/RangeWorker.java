package org.creditconnector.night;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.creditconnector.broker.BrokerAwayException;
import org.creditconnector.broker.BrokerRefusedException;
import org.creditconnector.broker.RangeOffer;
import org.creditconnector.broker.RangeQueue;
import org.creditconnector.config.BrokerConfig;
import org.creditconnector.config.ConnectorConfig;
import org.creditconnector.ledger.LeaseLostException;
import org.creditconnector.ledger.LeaseToken;
import org.creditconnector.ledger.RangeClaims;
import org.creditconnector.ledger.RangeClaims.Claim;
import org.creditconnector.ledger.RangeId;
import org.creditconnector.ledger.Run;
import org.creditconnector.ledger.StaleStateException;
import org.creditconnector.ledger.Store;
import org.creditconnector.ledger.StoreSettings;
import org.creditconnector.ledger.SubmissionLedger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A process that prepares key ranges for runs of other machines: takes one range at a time, reads, maps and renders it, and stores it in
 * one transaction under the run's lease and its own claim. It decides nothing, sends nothing and keeps nothing.
 */
public final class RangeWorker implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RangeWorker.class);
    private static final Duration WAIT = Duration.ofMillis(500);
    /** After a failure others go first: what is wrong may be this machine. */
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);

    private final BrokerConfig broker;
    private final String node;
    private final NightParts parts;
    private final Store store;
    private final SubmissionLedger ledger;
    private final RangeClaims claims;
    private final LendersAtHand lenders;
    private final Consumer<String> words;
    private @Nullable RangeQueue queue;
    private int ranges;

    private RangeWorker(ConnectorConfig config, NightParts parts, Store store, Consumer<String> words) {
        this.broker = Node.broker(config);
        this.node = Node.of(config);
        this.parts = parts;
        this.store = store;
        this.words = words;
        this.ledger = new SubmissionLedger(store);
        this.claims = new RangeClaims(store);
        this.lenders = new LendersAtHand(config, parts, store, ledger);
    }

    /**
     * Opens the store and what makes records. From then on signals end the process in good order.
     *
     * @param words hears in a sentence what a person at the machine should know
     * @throws CommandException when there is no broker, or the store cannot be shared
     */
    public static RangeWorker open(ConnectorConfig config, Consumer<String> words) {
        Pauses pauses = StopRequest.ofSignals(System.err).heededBy(Pauses.REAL);
        return open(config, words, NightParts.standard().pauses(pauses));
    }

    /** Opens the same on other parts. */
    static RangeWorker open(ConnectorConfig config, Consumer<String> words, NightParts parts) {
        Node.broker(config);
        Store store = parts.store()
                .apply(new StoreSettings(
                        config.store().url(),
                        config.store().user(),
                        config.store().password().value()));
        try {
            return new RangeWorker(config, parts, store, words);
        } catch (RuntimeException | Error e) {
            store.close();
            throw e;
        }
    }

    /**
     * Whether workers and nights of this configuration can meet: connects, and looks into the queue without taking anything.
     *
     * @return a sentence about it
     * @throws CommandException when they cannot
     */
    public static String reach(ConnectorConfig config) {
        BrokerConfig broker = Node.broker(config);
        try (RangeQueue queue = RangeQueue.open(broker, Node.of(config))) {
            queue.look();
            return broker.url() + " lets us use " + broker.queue() + ", node " + Node.of(config);
        } catch (BrokerAwayException e) {
            throw new CommandException(ExitCode.UNAVAILABLE, e.getMessage() + "; start it, or mend broker.url", e);
        } catch (BrokerRefusedException e) {
            throw new CommandException(ExitCode.CONFIGURATION, String.valueOf(e.getMessage()), e);
        }
    }

    /**
     * Works until the process is asked to end.
     *
     * @param idle ends as well when there was nothing to do for so long; null for never
     * @return how many ranges it stored
     * @throws CommandException when the broker is away for too long or refuses, or a source cannot be read from here
     */
    public int work(@Nullable Duration idle) {
        long busyAt = parts.pauses().nanoTime();
        try {
            while (idle == null || parts.pauses().nanoTime() - busyAt < idle.toNanos()) {
                parts.pauses().goOn();
                Optional<RangeQueue.Taken> taken = next();
                if (taken.isPresent()) {
                    work(taken.get());
                    busyAt = parts.pauses().nanoTime();
                }
            }
            words.accept("nothing to do for " + idle.toSeconds() + " s");
        } catch (Pauses.StoppedException e) {
            words.accept("asked to stop; no range is left half done");
        } catch (BrokerRefusedException e) {
            throw new CommandException(ExitCode.CONFIGURATION, String.valueOf(e.getMessage()), e);
        }
        return ranges;
    }

    private Optional<RangeQueue.Taken> next() {
        RangeQueue open = queue;
        if (open == null) {
            open = connect();
            queue = open;
            words.accept("worker " + Holders.shown(parts.holder()) + " (node " + node + ") waits for ranges at "
                    + broker.url());
        }
        try {
            return open.take(WAIT);
        } catch (BrokerAwayException e) {
            leave(e);
            return Optional.empty();
        }
    }

    private RangeQueue connect() {
        long since = parts.pauses().nanoTime();
        while (true) {
            try {
                return RangeQueue.open(broker, node);
            } catch (BrokerAwayException e) {
                if (parts.pauses().nanoTime() - since > broker.patience().toNanos()) {
                    throw new CommandException(
                            ExitCode.UNAVAILABLE,
                            e.getMessage() + " since " + broker.patience().toSeconds()
                                    + " s; what is stored stays, start the worker again when it is back",
                            e);
                }
                parts.pauses().pause(WAIT);
            }
        }
    }

    /** What we had taken goes to the next worker, or finds that it is stored. */
    private void leave(BrokerAwayException e) {
        LOG.warn("{}; connecting anew", e.getMessage());
        RangeQueue gone = queue;
        queue = null;
        if (gone != null) {
            gone.close();
        }
    }

    private void work(RangeQueue.Taken taken) {
        try {
            work(taken.offer(), taken.isOrphaned());
            taken.done();
        } catch (BrokerAwayException e) {
            leave(e);
        }
    }

    private void work(RangeOffer offer, boolean orphaned) {
        RangeId id = new RangeId(offer.runId(), offer.range());
        Run run = ledger.run(offer.runId()).orElse(null);
        if (run == null) {
            return;
        }
        LeaseToken token = new LeaseToken(LeaseToken.ofTarget(run.target()), offer.token());
        if (!claims.isWanted(id, token)) {
            return;
        }
        // Before the range is taken: a machine that cannot reach the source must not use up the range's tries.
        LendersAtHand.AtHand lender = open(id, run, offer);
        try {
            claims.take(id, token, parts.holder(), orphaned, broker.attempts(), broker.silence())
                    .ifPresent(claim -> prepare(claim, run, token, lender));
        } catch (LeaseLostException | StaleStateException e) {
            LOG.warn(
                    "range {} of run {} is dropped, it is no longer ours: {}", id.number(), run.name(), e.getMessage());
        }
    }

    /** What the run should hear of where no worker is left that can read the source. */
    private LendersAtHand.AtHand open(RangeId id, Run run, RangeOffer offer) {
        try {
            return lenders.of(run, offer.mapping());
        } catch (RuntimeException e) {
            Endings.Ending ending = Endings.of(e);
            claims.couldNotBegin(
                    id, parts.holder(), ending.exit().number(), String.valueOf(ending.cause()), broker.silence());
            throw e;
        }
    }

    private void prepare(Claim claim, Run run, LeaseToken token, LendersAtHand.AtHand at) {
        try (ClaimHeartbeat beat = new ClaimHeartbeat(claims, claim, broker.silence())) {
            PreparedShare share = at.prepare(claim, run);
            boolean stored =
                    ledger.storeRange(claim.range(), share.prepared(), share.sourceTotals(), token, claim.number());
            if (stored) {
                ranges++;
            } else {
                LOG.warn(
                        "range {} of run {} was stored by another worker; this result of {} is dropped",
                        claim.range().number(),
                        run.name(),
                        beat);
            }
        } catch (LeaseLostException | StaleStateException e) {
            throw e;
        } catch (RuntimeException e) {
            Endings.Ending ending = Endings.of(e);
            LOG.warn("range {} of run {} failed: {}", claim.range().number(), run.name(), ending.cause(), e);
            claims.failed(claim, ending.exit().number(), String.valueOf(ending.cause()));
            lenders.leave();
            parts.pauses().pause(AFTER_FAILURE);
        }
    }

    @Override
    public void close() {
        RangeQueue open = queue;
        queue = null;
        if (open != null) {
            open.close();
        }
        lenders.close();
        store.close();
    }
}
