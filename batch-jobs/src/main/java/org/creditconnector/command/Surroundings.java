package org.creditconnector.command;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.Map;
import org.creditconnector.night.Nights;
import org.jspecify.annotations.Nullable;

/**
 * What a command meets outside: streams, environment, clock and the way to the jobs. Tests bring their own.
 *
 * @param out for results only
 * @param err for progress, remarks and errors
 * @param terminal whether a person watches {@code err}
 * @param environment the environment variables
 * @param clock the time
 * @param nights opens the jobs
 */
record Surroundings(
        PrintStream out,
        PrintStream err,
        boolean terminal,
        Map<String, String> environment,
        Clock clock,
        Nights.Opener nights) {
    /**
     * Of this process. The launcher knows whether standard error is a terminal and says so in the system property
     * {@code credit-connector.terminal}; Java can only tell whether all streams are one.
     */
    static Surroundings ofProcess(PrintStream out, PrintStream err, Nights.Opener nights) {
        String told = System.getProperty("credit-connector.terminal");
        boolean terminal = told == null ? System.console() != null : Boolean.parseBoolean(told);
        return new Surroundings(out, err, terminal, System.getenv(), Clock.systemUTC(), nights);
    }

    @Nullable String env(String name) {
        return environment.get(name);
    }

    PrintWriter outWriter() {
        return new PrintWriter(out, true);
    }

    PrintWriter errWriter() {
        return new PrintWriter(err, true);
    }
}
