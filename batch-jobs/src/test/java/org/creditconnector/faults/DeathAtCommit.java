package org.creditconnector.faults;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** Counts commits and statements, and ends the process before or after one of the commits. */
public final class DeathAtCommit implements StoreFaults {
    /** On which side of a commit the process ends. */
    public enum Side {
        BEFORE,
        AFTER
    }

    private final int number;
    private final Side side;
    private final AtomicInteger commits = new AtomicInteger();
    private final AtomicLong statements = new AtomicLong();

    /**
     * @param number of the commit, from 1; 0 for never
     * @param side of it
     */
    public DeathAtCommit(int number, Side side) {
        this.number = number;
        this.side = side;
    }

    /** Counts only. */
    public static DeathAtCommit never() {
        return new DeathAtCommit(0, Side.BEFORE);
    }

    /** Commits begun, the one that the process did not survive included. */
    public int commits() {
        return commits.get();
    }

    public long statements() {
        return statements.get();
    }

    @Override
    public void beforeStatement(String sql, Life life) {
        statements.incrementAndGet();
    }

    @Override
    public void beforeCommit(Life life) {
        if (commits.incrementAndGet() == number && side == Side.BEFORE) {
            throw life.end("before commit " + number);
        }
    }

    @Override
    public void afterCommit(Life life) {
        if (commits.get() == number && side == Side.AFTER) {
            throw life.end("after commit " + number);
        }
    }
}
