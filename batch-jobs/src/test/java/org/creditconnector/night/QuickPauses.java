package org.creditconnector.night;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;

/** Pauses in which time goes by at once; they remember how long they would have taken. */
final class QuickPauses implements Pauses {
    final List<Duration> taken = Collections.synchronizedList(new ArrayList<>());
    private final AtomicLong now = new AtomicLong();

    @Override
    public boolean pause(Duration pause, BooleanSupplier calledOff) {
        if (calledOff.getAsBoolean()) {
            return false;
        }
        taken.add(pause);
        now.addAndGet(pause.toNanos());
        return !calledOff.getAsBoolean();
    }

    @Override
    public long nanoTime() {
        return now.get();
    }
}
