package org.creditconnector.night;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/**
 * Lanes on threads: the caller's own is the first, so that one lane needs no other. Returns when all have ended. None is ever
 * interrupted: an H2 file is closed under everybody when a thread is interrupted while it writes.
 */
final class LaneThreads {
    private LaneThreads() {}

    /**
     * Works on as many lanes as asked for.
     *
     * @param end told when a lane failed, so that the others begin nothing more
     * @param lane what each does
     * @throws RuntimeException what the caller's own lane failed with, else what the first other one did; Errors too
     */
    static void work(String target, int lanes, Runnable end, Runnable lane) {
        List<CompletableFuture<Void>> others = new ArrayList<>();
        for (int number = 2; number <= lanes; number++) {
            others.add(begun("send-" + target + "-" + number, end, lane));
        }
        Throwable failure = failureOf(end, lane);
        for (CompletableFuture<Void> other : others) {
            try {
                other.join();
            } catch (CompletionException e) {
                if (failure == null) {
                    failure = e.getCause();
                } else if (failure != e.getCause()) {
                    failure.addSuppressed(e.getCause());
                }
            }
        }
        if (failure instanceof RuntimeException e) {
            throw e;
        }
        if (failure instanceof Error e) {
            throw e;
        }
    }

    private static CompletableFuture<Void> begun(String name, Runnable end, Runnable lane) {
        CompletableFuture<Void> ended = new CompletableFuture<>();
        Thread thread = new Thread(
                () -> {
                    Throwable failure = failureOf(end, lane);
                    if (failure == null) {
                        ended.complete(null);
                    } else {
                        ended.completeExceptionally(failure);
                    }
                },
                name);
        thread.setDaemon(true);
        thread.start();
        return ended;
    }

    private static @Nullable Throwable failureOf(Runnable end, Runnable lane) {
        try {
            lane.run();
            return null;
        } catch (RuntimeException | Error e) {
            end.run();
            return e;
        }
    }
}
