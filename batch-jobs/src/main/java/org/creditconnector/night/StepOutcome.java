package org.creditconnector.night;

import org.jspecify.annotations.Nullable;

/**
 * How a step of the night ended.
 *
 * @param goesOn whether the next step follows; otherwise the night stops here in a clean state and is continued later
 * @param exit what the run ends with when it stops here
 * @param cause why it stops, in one sentence; null when it goes on
 * @param next the command that moves it, without the program's name; null when it goes on or nothing is to do
 */
record StepOutcome(
        boolean goesOn,
        ExitCode exit,
        @Nullable String cause,
        @Nullable String next) {
    static final StepOutcome GO_ON = new StepOutcome(true, ExitCode.DONE, null, null);

    static StepOutcome stop(ExitCode exit, String cause, @Nullable String next) {
        return new StepOutcome(false, exit, cause, next);
    }
}
