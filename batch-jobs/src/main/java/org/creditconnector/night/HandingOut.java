package org.creditconnector.night;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongConsumer;
import org.creditconnector.broker.BrokerAwayException;
import org.creditconnector.broker.RangeOffer;
import org.creditconnector.broker.RangeQueue;
import org.creditconnector.config.BrokerConfig;
import org.creditconnector.extract.KeyRange;
import org.creditconnector.ledger.LeaseToken;
import org.creditconnector.ledger.RangeClaims;
import org.creditconnector.ledger.RangeClaims.Standing;
import org.creditconnector.ledger.StoredRange;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands a run's key ranges to workers and waits until all are stored. What is done and who does it is read from the ledger; the broker only
 * tells the workers what to look at, so that a message that is lost or comes twice costs time and nothing else.
 */
final class HandingOut {
    private static final Logger LOG = LoggerFactory.getLogger(HandingOut.class);
    private static final Duration LOOK = Duration.ofMillis(500);

    private final BrokerConfig config;
    private final String node;
    private final RangeClaims claims;
    private final Pauses pauses;

    private @Nullable RangeQueue queue;
    /** Since when the broker is away; null while it is there. */
    private @Nullable Long awaySince;
    /** When somebody was last seen working, or offers were first made. */
    private long lifeAt;

    private long offeredAllAt;
    private int openBefore = Integer.MAX_VALUE;
    /** When ranges whose worker is gone were offered again. */
    private final Map<Integer, Long> offeredAgain = new HashMap<>();

    HandingOut(BrokerConfig config, String node, RangeClaims claims, Pauses pauses) {
        this.config = config;
        this.node = node;
        this.claims = claims;
        this.pauses = pauses;
    }

    /**
     * A run whose ranges are handed out.
     *
     * @param runId the run
     * @param name the run as people know it
     * @param mapping version of the source folder
     * @param token lease that it is worked on under
     * @param keys bounds of a range for people
     * @param soFar hears how many accounts are stored
     */
    record Order(
            long runId,
            String name,
            String mapping,
            LeaseToken token,
            Function<StoredRange, KeyRange> keys,
            LongConsumer soFar) {}

    /**
     * Returns when all ranges of accounts are stored.
     *
     * @throws CommandException when the run cannot go on: no worker, no broker, a range that nobody can do
     * @throws Pauses.StoppedException when the process is asked to end
     */
    void untilStored(Order order) {
        claims.handOut(order.runId(), order.token());
        lifeAt = pauses.nanoTime();
        offeredAllAt = lifeAt;
        try {
            while (true) {
                pauses.goOn();
                Standing standing = claims.standing(order.runId(), config.silence());
                order.soFar().accept(standing.accounts());
                if (standing.open() == 0) {
                    return;
                }
                claims.givenUp(order.runId(), config.attempts(), config.silence())
                        .ifPresent(range -> {
                            throw givenUp(order, range);
                        });
                demandLife(order, standing);
                speak(order, standing);
                pauses.pause(LOOK);
            }
        } finally {
            close();
        }
    }

    /** While somebody works there is no hurry; a night that nobody works on ends with a sentence. */
    private void demandLife(Order order, Standing standing) {
        long now = pauses.nanoTime();
        if (standing.live() > 0 || standing.open() < openBefore || claims.isAnyoneWorking(config.silence())) {
            lifeAt = now;
        }
        openBefore = standing.open();
        if (queue != null && now - lifeAt > config.workerWait().toNanos()) {
            throw claims.failed(order.runId())
                    .map(range -> nobodyLeft(order, range))
                    .orElseGet(() -> new CommandException(
                            ExitCode.STOPPED,
                            "WORKER-NONE no worker took any of " + standing.open() + " ranges in "
                                    + shown(config.workerWait())
                                    + "; start `worker` on as many machines as you like, with this configuration file and"
                                    + " this version (node " + node + "), then run again"));
        }
    }

    private CommandException nobodyLeft(Order order, RangeClaims.GivenUp range) {
        return new CommandException(
                exit(range).orElse(ExitCode.STOPPED),
                "WORKER-NONE no worker took a range in " + shown(config.workerWait()) + "; the last one, "
                        + Holders.shown(range.worker()) + ", ended over " + named(order, range) + ": "
                        + range.failure());
    }

    private void speak(Order order, Standing standing) {
        long now = pauses.nanoTime();
        try {
            RangeQueue open = queue;
            if (open == null) {
                open = RangeQueue.open(config, node);
                queue = open;
                offeredAllAt = now;
                lifeAt = now;
                List<Integer> all = new ArrayList<>(standing.waiting());
                all.addAll(standing.lost());
                offer(open, order, all);
                return;
            }
            open.demandAlive();
            offer(open, order, lostAnew(standing, now));
            if (standing.live() == 0
                    && !standing.waiting().isEmpty()
                    && now - Math.max(lifeAt, offeredAllAt) > config.silence().toNanos()) {
                offeredAllAt = now;
                offer(open, order, standing.waiting());
            }
        } catch (BrokerAwayException e) {
            close();
            long since = awaySince == null ? now : awaySince;
            if (awaySince == null) {
                LOG.warn("{}; waiting {} for it", e.getMessage(), shown(config.patience()));
                awaySince = now;
            }
            if (now - since > config.patience().toNanos()) {
                throw new CommandException(
                        ExitCode.UNAVAILABLE,
                        e.getMessage() + " since " + shown(config.patience())
                                + "; what is stored stays, run again when it is back, or without --workers",
                        e);
            }
            return;
        }
        awaySince = null;
    }

    /** Ranges whose worker is gone since the last look, or was gone then and nobody took them since. */
    private List<Integer> lostAnew(Standing standing, long now) {
        offeredAgain.keySet().retainAll(standing.lost());
        List<Integer> anew = standing.lost().stream()
                .filter(range -> now
                                - offeredAgain.getOrDefault(
                                        range, now - 2 * config.silence().toNanos())
                        > config.silence().toNanos())
                .toList();
        anew.forEach(range -> offeredAgain.put(range, now));
        return anew;
    }

    private static void offer(RangeQueue to, Order order, Collection<Integer> ranges) {
        if (!ranges.isEmpty()) {
            to.offer(ranges.stream()
                    .map(range ->
                            new RangeOffer(order.runId(), range, order.token().number(), order.mapping()))
                    .toList());
        }
    }

    /** What takes its workers down without a word is for a person, not for a scheduler that calls again. */
    private static CommandException givenUp(Order order, RangeClaims.GivenUp range) {
        String worker = Holders.shown(range.worker());
        return exit(range)
                .map(code -> new CommandException(
                        code,
                        "WORKER-FAILED " + named(order, range) + ": failed " + range.attempts()
                                + " times, the last time on " + worker + ": " + range.failure()))
                .orElseGet(() -> new CommandException(
                        ExitCode.BUG,
                        "WORKER-LOST " + named(order, range) + ": " + range.attempts()
                                + " workers took it and did not come back, the last was " + worker
                                + "; look at their logs and memory, mend it, then run again, or without --workers to see it"
                                + " fail here"));
    }

    private static String named(Order order, RangeClaims.GivenUp range) {
        return "range " + range.range().number() + " " + order.keys().apply(range.range()) + " of run " + order.name();
    }

    /** What the worker ended with; empty where it did not come back. */
    private static Optional<ExitCode> exit(RangeClaims.GivenUp range) {
        Integer number = range.exit();
        return number == null ? Optional.empty() : ExitCode.of(number);
    }

    private static String shown(Duration time) {
        return time.toSeconds() + " s";
    }

    private void close() {
        RangeQueue open = queue;
        queue = null;
        if (open != null) {
            open.close();
        }
    }
}
