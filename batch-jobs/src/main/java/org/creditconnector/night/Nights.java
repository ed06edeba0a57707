package org.creditconnector.night;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.creditconnector.config.ConnectorConfig;
import org.jspecify.annotations.Nullable;

/**
 * The one seam between the command line and the jobs. A command opens it, calls one method and closes it; whatever is slow to
 * start (the application context, the store's pool, the routes) lives behind it, so that help and usage errors answer at once.
 *
 * <p>All methods throw {@link CommandException} for what an operator can act on. Anything else that escapes is a bug.
 */
public interface Nights extends AutoCloseable {
    /**
     * Runs a night, or continues one that failed, was held or is pending. An ended night is not repeated: its report comes back
     * with {@link ExitCode} as it ended. A run that stopped on the way is a report too, not an exception.
     *
     * @throws CommandException when the run could not be opened: source or store down, wrong mapping, running elsewhere
     */
    RunReport run(RunRequest request);

    /**
     * Takes in the registry's feedback.
     *
     * @param businessDate only runs of this date; null for every run that waits for feedback
     * @return the runs that were looked at, oldest first
     * @throws CommandException when the target cannot be asked
     */
    List<RunReport> collect(String target, @Nullable LocalDate businessDate);

    /**
     * Compares our books with the source's totals, the feedback and the registry's statement. A run that is reconciled already is
     * compared again when its date is asked for; it stays reconciled, and what no longer balances is told.
     *
     * @param businessDate only runs of this date; null for every run that is not reconciled
     * @param deep list what the registry holds, item by item, also when its statement gives no reason to
     * @return the runs that were looked at, oldest first
     * @throws CommandException when the target cannot be asked
     */
    List<RunReport> reconcile(String target, @Nullable LocalDate businessDate, boolean deep);

    /** As above, listing only where the statement gives a reason to. */
    default List<RunReport> reconcile(String target, @Nullable LocalDate businessDate) {
        return reconcile(target, businessDate, false);
    }

    /**
     * Reports of runs whose last ending nobody was told of, oldest first: a process died between the end of the run and the notice,
     * or no way of telling worked. A process that lives and is about to tell is not waited for: rather told twice than never.
     */
    List<RunReport> untold(String target);

    /** People were told of the endings of these runs. */
    void told(List<RunReport> reports);

    /**
     * Leaves a copy of an H2 store, where the configuration asks for copies.
     *
     * @return where it lies; null where none is asked for
     * @throws IOException when it cannot be written; the runs are what they are
     */
    @Nullable Path copy(LocalDate businessDate) throws IOException;

    /** Frees what was opened. Never fails. */
    @Override
    void close();

    /** Opens the seam. The implementation is found as a {@link java.util.ServiceLoader service}, only when a command needs it. */
    @FunctionalInterface
    interface Opener {
        /**
         * Starts what is needed to run nights.
         *
         * @throws CommandException when the store is unavailable or the configuration cannot be used
         */
        Nights open(ConnectorConfig config, Progress progress);
    }
}
