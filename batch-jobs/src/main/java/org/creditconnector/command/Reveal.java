package org.creditconnector.command;

import org.creditconnector.ledger.Reveals;
import org.creditconnector.ledger.Store;
import org.creditconnector.masking.MaskLevel;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Asking for the personal values of one account: who looks and why is written down before anything is shown. */
final class Reveal {
    @Option(
            names = "--reveal",
            description =
                    "Show personal values of the account that KEY names. Needs --author and --reason, kept in the ledger.")
    boolean asked;

    @Option(names = "--author", paramLabel = "NAME", description = "Who looks; goes with --reveal.")
    String author = "";

    @Option(names = "--reason", paramLabel = "TEXT", description = "Why; goes with --reveal.")
    String reason = "";

    /**
     * Refuses, as wrong usage, a look without an account, a name and a reason, and a name or reason for nothing.
     *
     * @param key of the account; null where the person named none
     * @param needs what the command needs with it, for the sentence
     */
    void check(Action action, @Nullable String key, String needs) {
        if (asked && (key == null || author.isBlank() || reason.isBlank())) {
            throw action.usage("--reveal needs " + needs + ": who looks at whom and why is kept in the ledger");
        }
        if (!asked && !(author.isEmpty() && reason.isEmpty())) {
            throw action.usage("--author and --reason go with --reveal only");
        }
    }

    /** Writes the look down where one is asked for. Where that cannot be done, nothing is shown. */
    void note(Action action, CreditConnector app, String source, RowsAtHand at) {
        if (!asked) {
            return;
        }
        if (!at.real()) {
            throw action.usage("--reveal is for the rows of a configured source; " + source + " shows a sample");
        }
        try (Store store = LedgerAction.open(app.config())) {
            Reveals reveals = new Reveals(store);
            at.accounts()
                    .forEach(account -> reveals.note(author, account.rangeKey().toString(), source, reason));
        }
    }

    /** Who looks. */
    MaskLevel level() {
        return asked ? MaskLevel.STAFF : MaskLevel.EVERYONE;
    }
}
