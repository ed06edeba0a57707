package org.creditconnector.command;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How a command that is given a database by {@code --url} or {@code --to} is let in; a password never stands in the call. */
final class DatabaseLogin {
    @Option(names = "--user", paramLabel = "NAME", defaultValue = "", description = "User of the database.")
    String user = "";

    @Option(
            names = "--password-variable",
            paramLabel = "NAME",
            description = "Environment variable that holds the password of the database.")
    @Nullable String passwordVariable;

    /** The password that the variable holds; empty where none is named. */
    String password(Action action, CreditConnector app) {
        String variable = passwordVariable;
        String password = variable == null ? "" : app.surroundings().env(variable);
        if (password == null) {
            throw action.usage(
                    "--password-variable is " + variable + ", and there is no such environment variable; set it");
        }
        return password;
    }
}
