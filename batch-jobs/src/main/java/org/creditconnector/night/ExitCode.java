package org.creditconnector.night;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * What a command ends with: the number a scheduler acts on and the sentence a person reads. {@code help exit-codes} prints this
 * table and nothing else knows the numbers.
 */
public enum ExitCode {
    DONE(0, "done; of a run: sent, answered and reconciled", "nothing"),
    USAGE(2, "the command line is wrong", "correct the call; it fails the same way every time"),
    CONFIGURATION(
            3, "the configuration or a mapping is wrong", "correct what the lines name; nothing was read or sent"),
    HELD(
            4,
            "held by a gate: volume or shape is unlike the recent nights, or the source is not as agreed",
            "look at it, then approve or reject the run"),
    SIGN_OFF(5, "waiting for sign-off", "approve or reject the run"),
    PENDING(6, "sent, the registry's feedback is not complete", "collect later, or run again: nothing is sent twice"),
    WORK_LIST(7, "balanced, but rejected or held records need a person", "work off `rejects` and `held`"),
    TARGET_DOWN(8, "the target cannot be reached or asked to come back later", "run again later; nothing is lost"),
    UNKNOWN(9, "the outcome of a delivery is not known", "find out, then `resolve`; do not send by other ways"),
    RUNNING(10, "the same run is going on elsewhere", "nothing; wait for the other one"),
    UNBALANCED(11, "the books do not balance", "stop and look at the named step and difference"),
    UNAVAILABLE(12, "a lender's source, our store or the broker is unavailable", "run again when it is back"),
    STOPPED(13, "stopped before the end, in a clean state", "run again; only what is not done is done"),
    BUG(70, "a fault of this program", "report it with the log file; running again is safe");

    /** Worst first. */
    private static final List<ExitCode> PRECEDENCE = List.of(
            BUG,
            UNBALANCED,
            UNKNOWN,
            CONFIGURATION,
            UNAVAILABLE,
            TARGET_DOWN,
            HELD,
            SIGN_OFF,
            STOPPED,
            RUNNING,
            PENDING,
            WORK_LIST,
            USAGE,
            DONE);

    private final int number;
    private final String meaning;
    private final String remedy;

    ExitCode(int number, String meaning, String remedy) {
        this.number = number;
        this.meaning = meaning;
        this.remedy = remedy;
    }

    /** The process's exit status. */
    public int number() {
        return number;
    }

    /** The code of a number; empty where it is none of ours. */
    static Optional<ExitCode> of(int number) {
        return Arrays.stream(values()).filter(code -> code.number == number).findFirst();
    }

    /** What happened, in one sentence without a full stop. */
    public String meaning() {
        return meaning;
    }

    /** What the caller should do, in one sentence without a full stop. */
    public String remedy() {
        return remedy;
    }

    /** All codes, the one that wins over the others first. */
    public static List<ExitCode> precedence() {
        return PRECEDENCE;
    }

    /** The code of several endings together: the worst one; {@link #DONE} for none. */
    public static ExitCode worst(Collection<ExitCode> codes) {
        return PRECEDENCE.stream().filter(codes::contains).findFirst().orElse(DONE);
    }
}
