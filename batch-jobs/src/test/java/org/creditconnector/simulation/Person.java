package org.creditconnector.simulation;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.creditconnector.faults.Life;
import org.creditconnector.ledger.PackageState;
import org.creditconnector.ledger.Resolution;
import org.creditconnector.ledger.Run;
import org.creditconnector.ledger.RunState;
import org.creditconnector.ledger.Store;
import org.creditconnector.ledger.StoredPackage;
import org.creditconnector.ledger.SubmissionLedger;
import org.creditconnector.ledger.Targets;

/** An operator who reads what is stuck and decides by the truth. Works at a terminal of their own, which no fault strikes. */
final class Person {
    private static final String NAME = "operator";

    private final Theatre.Desk desk;
    private final World world;
    private final SubmissionLedger ledger;
    private final Targets targets;
    private final Set<String> retried = new HashSet<>();

    Person(Theatre theatre, World world) {
        this.desk = theatre.second;
        this.world = world;
        Store store = desk.rooms.store();
        this.ledger = new SubmissionLedger(store);
        this.targets = new Targets(store);
    }

    private void sit() {
        desk.life = new Life();
    }

    boolean paused() {
        sit();
        return targets.state(Theatre.TARGET).paused();
    }

    void pause() {
        sit();
        targets.pause(Theatre.TARGET, NAME, "maintenance");
        world.trace.fault("person pause", "");
    }

    void resume() {
        sit();
        targets.resume(Theatre.TARGET, NAME, "maintenance is over");
        world.trace.say("  person: resume");
    }

    /** Does all that waits for a decision; says how much. */
    int decide() {
        sit();
        int decisions = 0;
        if (targets.state(Theatre.TARGET).paused()) {
            resume();
            decisions++;
        }
        for (StoredPackage one : ledger.packagesOf(Theatre.TARGET, PackageState.UNKNOWN)) {
            boolean there = world.registry.knows(one.packageId());
            ledger.resolve(
                    one.packageId(),
                    there ? Resolution.RECEIVED : Resolution.NOT_SENT,
                    "asked by telephone",
                    null,
                    NAME,
                    "telephone");
            world.trace.say("  person: resolve " + one.sequence() + " as " + (there ? "received" : "not sent"));
            decisions++;
        }
        List<StoredPackage> refused = ledger.packagesOf(Theatre.TARGET, PackageState.REFUSED);
        for (StoredPackage one : refused) {
            if (retried.add(one.packageId())) {
                int items = ledger.returnItems(one.packageId(), NAME, "the cause is gone");
                world.trace.say("  person: retry package " + one.sequence() + " with " + items + " items");
                decisions++;
            }
        }
        for (Run run : ledger.runsNotEnded(Theatre.TARGET)) {
            if (run.state() == RunState.HELD || run.state() == RunState.AWAITING_SIGN_OFF) {
                ledger.approve(run.runId(), NAME, "looked at it");
                world.trace.say("  person: approve " + run.name());
                decisions++;
            }
        }
        return decisions;
    }
}
