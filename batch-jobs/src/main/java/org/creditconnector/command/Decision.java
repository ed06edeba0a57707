package org.creditconnector.command;

import picocli.CommandLine.Option;

/** Who decides, and why: kept in the ledger for ever, so both are asked for. */
final class Decision {
    @Option(names = "--author", required = true, paramLabel = "NAME", description = "Who decides; kept in the ledger.")
    String author = "";

    @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "Why; kept in the ledger.")
    String reason = "";

    /** Checks that neither is blank. */
    void check(Action action) {
        if (author.isBlank() || reason.isBlank()) {
            throw action.usage("--author and --reason must say something: they are kept in the ledger");
        }
    }
}
