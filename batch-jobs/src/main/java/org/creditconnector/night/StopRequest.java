package org.creditconnector.night;

import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import sun.misc.Signal;

/**
 * Somebody asked the process to end. Nothing new is begun any more: the range, the package or the page under way is finished and
 * recorded, then the command ends with {@link ExitCode#STOPPED}.
 *
 * <p>The signals are taken before the virtual machine begins to shut down. A shutdown hook would be too late: H2 closes its file in
 * a hook of its own at the same time, and where several processes share the file it allows no other way.
 */
final class StopRequest {
    private static final List<String> SIGNALS = List.of("TERM", "INT", "HUP");
    /** What a shell adds to the number of a signal that ended a process. */
    private static final int ENDED_BY_SIGNAL = 128;

    private volatile boolean made;

    /** A request that is made by the process's signals; the second signal ends it at once, as if it had been killed. */
    static StopRequest ofSignals(PrintStream words) {
        StopRequest stop = new StopRequest();
        for (String name : SIGNALS) {
            try {
                Signal.handle(new Signal(name), signal -> stop.take(signal, words));
            } catch (IllegalArgumentException e) {
                // The platform does not have it, or the machine was told to leave signals alone (-Xrs).
                continue;
            }
        }
        return stop;
    }

    private void take(Signal signal, PrintStream words) {
        if (made) {
            Runtime.getRuntime().halt(ENDED_BY_SIGNAL + signal.getNumber());
        }
        make();
        words.println(
                "SIG" + signal.getName() + ": finishing what is under way, then stopping; a second one ends at once");
    }

    void make() {
        made = true;
    }

    boolean made() {
        return made;
    }

    /** Waiting that ends shortly after the request, and work that is not begun after it. */
    Pauses heededBy(Pauses pauses) {
        return new Pauses() {
            @Override
            public boolean pause(Duration pause, BooleanSupplier calledOff) {
                boolean whole = pauses.pause(pause, () -> made || calledOff.getAsBoolean());
                goOn();
                return whole;
            }

            @Override
            public void goOn() {
                if (made) {
                    throw new StoppedException();
                }
            }

            @Override
            public long nanoTime() {
                return pauses.nanoTime();
            }
        };
    }
}
