package org.creditconnector.command;

/** Entry point of the application. */
public final class CreditConnector {
    private CreditConnector() {}

    /** Runs one command and ends the process with its exit code. */
    public static void main(String[] args) {
        System.exit(0);
    }
}
