package org.creditconnector.command;

/** The program as the person called it; the launcher tells its name. */
final class Program {
    private Program() {}

    /** A command that can be copied to a terminal, e.g. {@code ./credit-connector run --target registry}. */
    static String call(String command) {
        return System.getProperty("credit-connector.program", "./credit-connector") + " " + command;
    }
}
