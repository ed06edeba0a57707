package org.creditconnector.night;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.creditconnector.mockregistry.DropDirectory;

/** While the night waits, the registry works; no time goes by. */
final class RegistryAtWork implements Pauses {
    private final DropDirectory.Look registry;
    private long now;

    /** @param registry takes what has arrived and puts out its answers */
    RegistryAtWork(DropDirectory.Look registry) {
        this.registry = registry;
    }

    void look() {
        try {
            registry.look();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public synchronized boolean pause(Duration pause, BooleanSupplier calledOff) {
        look();
        now += pause.toNanos();
        return !calledOff.getAsBoolean();
    }

    @Override
    public synchronized long nanoTime() {
        return now;
    }
}
