package org.creditconnector.night;

import java.io.UncheckedIOException;
import java.sql.SQLException;
import org.creditconnector.broker.BrokerRefusedException;
import org.creditconnector.delivery.RegistryUnavailableException;
import org.creditconnector.extract.DatabaseMessages;
import org.creditconnector.extract.SourceFaultException;
import org.creditconnector.ledger.LeaseLostException;
import org.creditconnector.ledger.Run;
import org.creditconnector.ledger.RunState;
import org.creditconnector.ledger.StaleStateException;
import org.creditconnector.ledger.StoreException;
import org.creditconnector.yaml.InvalidDocumentException;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.job.JobInterruptedException;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.NonTransientDataAccessException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionException;

/** What a run ends with: from how its last step ended, from what went wrong, or from how it ended some time ago. */
public final class Endings {
    static final String ASKED_TO_STOP = "asked to stop; what is done is committed, run again";

    private Endings() {}

    /**
     * An ending.
     *
     * @param exit exit code
     * @param cause one sentence; null when there is nothing to say
     * @param next the command that moves it; null when there is none
     */
    record Ending(
            ExitCode exit, @Nullable String cause, @Nullable String next) {}

    static Ending of(StepOutcome outcome) {
        return new Ending(outcome.exit(), outcome.cause(), outcome.next());
    }

    /** Of a run that ended before this call. */
    static Ending ofEnded(Run run) {
        if (run.state() == RunState.DECLINED) {
            return new Ending(ExitCode.DONE, declined(run), null);
        }
        Integer number = run.exitCode();
        ExitCode exit = ExitCode.DONE;
        for (ExitCode code : ExitCode.values()) {
            if (number != null && code.number() == number) {
                exit = code;
            }
        }
        return new Ending(exit, run.cause(), exit == ExitCode.WORK_LIST ? "rejects" : null);
    }

    static String declined(Run run) {
        Run.Decision decision = run.decision();
        return "declined" + (decision == null ? "" : " by " + decision.author())
                + ": nothing was sent; `run --again` makes the night anew";
    }

    /** Of a failure: the first cause in the chain that somebody can act on, else a bug of ours. */
    static Ending of(Throwable failure) {
        for (Throwable at = failure; at != null; at = at.getCause()) {
            Ending known = known(at);
            if (known != null) {
                return known;
            }
        }
        return new Ending(ExitCode.BUG, innermost(failure), null);
    }

    /** Who has to act on a source's fault. */
    public static ExitCode exit(SourceFaultException fault) {
        return switch (fault.kind()) {
            case UNAVAILABLE -> ExitCode.UNAVAILABLE;
            case MAPPING -> ExitCode.CONFIGURATION;
            case CONTRACT -> ExitCode.HELD;
        };
    }

    private static @Nullable Ending known(Throwable at) {
        String message = at.getMessage() == null ? at.getClass().getSimpleName() : at.getMessage();
        if (at instanceof SourceFaultException fault) {
            return new Ending(exit(fault), message, null);
        }
        if (at instanceof InvalidDocumentException) {
            return new Ending(ExitCode.CONFIGURATION, message, null);
        }
        if (at instanceof StoreException || at instanceof CannotCreateTransactionException) {
            return new Ending(ExitCode.UNAVAILABLE, message, null);
        }
        if (at instanceof LeaseLostException) {
            return new Ending(ExitCode.STOPPED, message + "; another process has taken the target over", null);
        }
        if (at instanceof StaleStateException) {
            // A process that slept through the end of its lease finds that the one after it was there first.
            return new Ending(ExitCode.STOPPED, message + "; somebody else was first, run again", null);
        }
        if (at instanceof BrokerRefusedException) {
            return new Ending(ExitCode.CONFIGURATION, message, null);
        }
        if (at instanceof Pauses.StoppedException || at instanceof JobInterruptedException) {
            return new Ending(ExitCode.STOPPED, ASKED_TO_STOP, null);
        }
        if (at instanceof RegistryUnavailableException) {
            return new Ending(ExitCode.TARGET_DOWN, message, null);
        }
        if (at instanceof CommandException command) {
            return new Ending(command.exit(), command.sentence(), null);
        }
        if (at instanceof UncheckedIOException) {
            return new Ending(ExitCode.UNAVAILABLE, message, null);
        }
        if ((at instanceof DataAccessException && !(at instanceof NonTransientDataAccessException))
                || at instanceof TransactionException
                || (at instanceof SQLException sql && DatabaseMessages.isConnectionLoss(sql))) {
            return new Ending(
                    ExitCode.UNAVAILABLE,
                    "our store was lost on the way ("
                            + (at instanceof SQLException sql
                                    ? DatabaseMessages.withoutValues(sql)
                                    : at.getClass().getSimpleName())
                            + "); when it is back, run again",
                    null);
        }
        return null;
    }

    private static String innermost(Throwable failure) {
        Throwable at = failure;
        while (at.getCause() != null && at.getCause() != at) {
            at = at.getCause();
        }
        return at.getClass().getSimpleName()
                + (at instanceof SQLException sql ? ": " + DatabaseMessages.withoutValues(sql) : message(at));
    }

    private static String message(Throwable at) {
        return at.getMessage() == null
                ? ""
                : ": " + at.getMessage().lines().findFirst().orElse("");
    }
}
