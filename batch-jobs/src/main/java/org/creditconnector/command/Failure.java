package org.creditconnector.command;

import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientConnectionException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.creditconnector.delivery.RegistryUnavailableException;
import org.creditconnector.extract.SourceFaultException;
import org.creditconnector.ledger.StaleStateException;
import org.creditconnector.ledger.StoreException;
import org.creditconnector.night.CommandException;
import org.creditconnector.night.Endings;
import org.creditconnector.night.ExitCode;
import org.creditconnector.yaml.InvalidDocumentException;
import org.creditconnector.yaml.Problem;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * A command that did not get to its result: the exit code and one line per problem. The one place where exceptions become exit
 * codes.
 *
 * @param exit what the process ends with
 * @param lines {@code CODE …: what, got, expected, what to do}
 * @param cause shown with {@code --debug}
 */
record Failure(ExitCode exit, List<String> lines, Throwable cause) {
    /** SQL states of a database that cannot be worked with now: connection, resources, operator intervention, log-in, no such database. */
    private static final List<String> UNAVAILABLE_STATES = List.of("08", "53", "57", "28", "3D");

    /** H2: file locked, connection broken, database closed, remote server gone. */
    private static final List<Integer> UNAVAILABLE_H2 = List.of(90020, 90067, 90098, 90121, 90028, 90030, 90031);

    /** A wrong call. */
    static Failure ofUsage(ParameterException problem) {
        StringBuilder line = new StringBuilder("USAGE: ").append(problem.getMessage());
        List<String> suggestions =
                problem instanceof UnmatchedArgumentException unmatched ? unmatched.getSuggestions() : List.of();
        if (!suggestions.isEmpty()) {
            line.append("; did you mean ")
                    .append(String.join(" or ", suggestions))
                    .append("?");
        }
        line.append(" (see `")
                .append(problem.getCommandLine().getCommandSpec().qualifiedName(" "))
                .append(" --help`)");
        return new Failure(ExitCode.USAGE, List.of(line.toString()), problem);
    }

    /** Anything that escaped a command. */
    static Failure of(Throwable problem) {
        for (Throwable cause = problem; cause != null; cause = cause.getCause()) {
            if (cause instanceof CommandException known) {
                return new Failure(known.exit(), List.of(known.exit() + ": " + known.sentence()), problem);
            }
            if (cause instanceof InvalidDocumentException wrong) {
                return new Failure(
                        ExitCode.CONFIGURATION,
                        wrong.problems().stream().map(Problem::render).toList(),
                        problem);
            }
            if (cause instanceof RegistryUnavailableException down) {
                return new Failure(ExitCode.TARGET_DOWN, List.of(ExitCode.TARGET_DOWN + ": " + message(down)), problem);
            }
            if (cause instanceof SourceFaultException fault) {
                return new Failure(Endings.exit(fault), List.of(message(fault)), problem);
            }
            if (cause instanceof StoreException store) {
                boolean down = message(store).startsWith("STORE-UNAVAILABLE");
                return new Failure(
                        down ? ExitCode.UNAVAILABLE : ExitCode.CONFIGURATION, List.of(message(store)), problem);
            }
            if (cause instanceof StaleStateException stale) {
                return new Failure(
                        ExitCode.RUNNING,
                        List.of(ExitCode.RUNNING + ": " + message(stale) + "; look at it again with `status`"),
                        problem);
            }
            if (cause instanceof SQLException sql && isUnavailable(sql)) {
                return new Failure(
                        ExitCode.UNAVAILABLE,
                        List.of(ExitCode.UNAVAILABLE + ": the database does not answer (" + message(sql)
                                + "); run again when it is back"),
                        problem);
            }
        }
        return new Failure(
                ExitCode.BUG,
                List.of(ExitCode.BUG + ": " + problem.getClass().getSimpleName() + ": " + message(problem)
                        + "; this is a fault of the program, running again is safe"),
                problem);
    }

    /** The object that {@code --json} prints in place of a result. */
    Map<String, Object> json() {
        Map<String, Object> error = new LinkedHashMap<>();
        error.put("exit", exit);
        error.put("code", exit.name());
        error.put("problems", lines);
        return Map.of("error", error);
    }

    private static boolean isUnavailable(SQLException sql) {
        String state = sql.getSQLState();
        return sql instanceof SQLTransientConnectionException
                || sql instanceof SQLNonTransientConnectionException
                || sql instanceof SQLRecoverableException
                || UNAVAILABLE_H2.contains(sql.getErrorCode())
                || (state != null && state.length() == 5 && UNAVAILABLE_STATES.contains(state.substring(0, 2)));
    }

    private static String message(Throwable problem) {
        String message = problem.getMessage();
        return message == null
                ? "no further words"
                : message.lines().findFirst().orElse("no further words").strip();
    }
}
