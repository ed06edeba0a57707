package org.creditconnector.simulation;

import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.creditconnector.faults.FaultyStore;
import org.creditconnector.faults.HeldBack;
import org.creditconnector.faults.Life;
import org.creditconnector.faults.StoreFaults;

/** The store of one process: simulated time, at most one stroke of fate, and planted bugs. */
final class StoreTrouble implements StoreFaults {
    /** What strikes, once. */
    enum Stroke {
        NONE,
        DEATH_BEFORE_COMMIT,
        DEATH_AFTER_COMMIT,
        LOST_AT_STATEMENT,
        LOST_BEFORE_COMMIT,
        LOST_AFTER_COMMIT
    }

    private static final Map<PlantedBug, Map<String, String>> REWRITTEN = new ConcurrentHashMap<>();

    private final Stroke stroke;
    private final int number;
    private final Trace trace;
    private final PlantedBug bug;
    private int commits;
    private int statements;
    private boolean struck;
    private final HeldBack heldBack = new HeldBack();

    StoreTrouble(Stroke stroke, int number, Trace trace, PlantedBug bug) {
        this.stroke = stroke;
        this.number = number;
        this.trace = trace;
        this.bug = bug;
    }

    /** Draws a stroke. */
    static StoreTrouble drawn(Budget budget, Dice dice, Trace trace, PlantedBug bug) {
        if (dice.chance(budget.deathAtCommit())) {
            Stroke side = dice.chance(0.5) ? Stroke.DEATH_BEFORE_COMMIT : Stroke.DEATH_AFTER_COMMIT;
            return new StoreTrouble(side, dice.between(1, 90), trace, bug);
        }
        if (dice.chance(budget.storeLoss())) {
            return switch (dice.below(3)) {
                case 0 -> new StoreTrouble(Stroke.LOST_AT_STATEMENT, dice.between(1, 300), trace, bug);
                case 1 -> new StoreTrouble(Stroke.LOST_BEFORE_COMMIT, dice.between(1, 90), trace, bug);
                default -> new StoreTrouble(Stroke.LOST_AFTER_COMMIT, dice.between(1, 90), trace, bug);
            };
        }
        return new StoreTrouble(Stroke.NONE, 0, trace, bug);
    }

    @Override
    public String rewritten(String sql) {
        return REWRITTEN
                .computeIfAbsent(bug, any -> new ConcurrentHashMap<>())
                .computeIfAbsent(sql, text -> bug.rewritten(text).replace("clock_timestamp()", SimulatedTime.NOW));
    }

    @Override
    public boolean holdsBack(String sql) {
        return bug.holdsBack(sql);
    }

    @Override
    public HeldBack heldBack() {
        return heldBack;
    }

    @Override
    public void beforeStatement(String sql, Life life) throws SQLException {
        if (stroke == Stroke.LOST_AT_STATEMENT && ++statements == number) {
            strike();
            throw FaultyStore.connectionLost("at statement " + number);
        }
    }

    @Override
    public void beforeCommit(Life life) throws SQLException {
        if (++commits != number) {
            return;
        }
        if (stroke == Stroke.DEATH_BEFORE_COMMIT) {
            strike();
            throw life.end("before commit " + number);
        }
        if (stroke == Stroke.LOST_BEFORE_COMMIT) {
            strike();
            throw FaultyStore.connectionLost("before commit " + number);
        }
    }

    @Override
    public void afterCommit(Life life) throws SQLException {
        if (commits != number) {
            return;
        }
        if (stroke == Stroke.DEATH_AFTER_COMMIT) {
            strike();
            throw life.end("after commit " + number);
        }
        if (stroke == Stroke.LOST_AFTER_COMMIT) {
            strike();
            throw FaultyStore.connectionLost("after commit " + number);
        }
    }

    /** Whether it has struck. */
    boolean struck() {
        return struck;
    }

    private void strike() {
        struck = true;
        trace.fault("store " + stroke, "number " + number);
    }
}
