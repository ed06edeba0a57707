package org.creditconnector.command;

import java.util.LinkedHashMap;
import java.util.Map;
import org.creditconnector.config.ConnectorConfig;
import org.creditconnector.ledger.PackageState;
import org.creditconnector.ledger.Resolution;
import org.creditconnector.ledger.Store;
import org.creditconnector.ledger.StoredPackage;
import org.creditconnector.ledger.SubmissionLedger;
import org.creditconnector.night.ExitCode;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code resolve} and {@code retry-package}: a person moves a package that no machine may move. */
abstract class PackageCommand extends LedgerAction {
    @Parameters(paramLabel = "PACKAGE", description = "Id of the package.")
    String packageId = "";

    @Mixin
    Decision decision = new Decision();

    /** Settles a package whose outcome is not known. */
    @Command(
            name = "resolve",
            sortOptions = false,
            description = {
                "Settles a package whose outcome is UNKNOWN, after a person found out at the registry; also one that the registry",
                "does not know any more although it gave a receipt.",
                "not-sent sends the same bytes again with the next run; received waits for feedback."
            })
    static final class Resolve extends PackageCommand {
        @Option(
                names = "--as",
                required = true,
                paramLabel = "WHAT",
                description = "What is known now: received, refused or not-sent.")
        String as = "";

        @Option(names = "--receipt", paramLabel = "TEXT", description = "The registry's receipt, if it gave one.")
        @Nullable String receipt;

        @Override
        PackageState needed() {
            return PackageState.UNKNOWN;
        }

        /** Also what the registry does not know although it gave a receipt. */
        @Override
        boolean mayMove(SubmissionLedger ledger, StoredPackage found) {
            return super.mayMove(ledger, found) || ledger.lostByRegistry(found.packageId());
        }

        @Override
        String move(SubmissionLedger ledger, StoredPackage found) {
            Resolution resolution = switch (as) {
                case "received" -> Resolution.RECEIVED;
                case "refused" -> Resolution.REFUSED;
                case "not-sent" -> Resolution.NOT_SENT;
                default -> throw usage("--as is \"" + as + "\", expected received, refused or not-sent");
            };
            ledger.resolve(
                    found.packageId(),
                    resolution,
                    "resolved by " + decision.author + ": " + decision.reason,
                    receipt,
                    decision.author,
                    decision.reason);
            return "resolved as " + as;
        }
    }

    /** Takes a refused package apart. */
    @Command(
            name = "retry-package",
            sortOptions = false,
            description = {
                "Packs the items of a REFUSED package again with the next run, under a new package id.",
                "With --withdraw they are taken back instead, and their accounts are looked at in the next night."
            })
    static final class Retry extends PackageCommand {
        @Option(names = "--withdraw", description = "Take the items back instead of packing them again.")
        boolean withdraw;

        @Override
        PackageState needed() {
            return PackageState.REFUSED;
        }

        @Override
        String move(SubmissionLedger ledger, StoredPackage found) {
            if (withdraw) {
                return ledger.withdrawItems(found.packageId(), decision.author, decision.reason) + " items withdrawn";
            }
            return ledger.returnItems(found.packageId(), decision.author, decision.reason)
                    + " items wait to be packed again";
        }
    }

    abstract PackageState needed();

    boolean mayMove(SubmissionLedger ledger, StoredPackage found) {
        return found.state() == needed();
    }

    /** Does it and says what was done. */
    abstract String move(SubmissionLedger ledger, StoredPackage found);

    @Override
    Answer act(CreditConnector app, ConnectorConfig config, Store store) {
        decision.check(this);
        SubmissionLedger ledger = new SubmissionLedger(store);
        StoredPackage found = ledger.storedPackage(packageId)
                .orElseThrow(() -> usage("there is no package " + packageId + "; `status` names those that wait"));
        if (!mayMove(ledger, found)) {
            throw usage("the package " + packageId + " is " + found.state() + "; only one that is " + needed()
                    + " can be moved so");
        }
        String done = move(ledger, found);
        StoredPackage after = ledger.storedPackage(packageId).orElse(found);
        String next = ledger.run(after.runId()).map(Runs::again).orElse(null);
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("command", command());
        json.put("package", packageId);
        json.put("state", after.state());
        json.put("done", done);
        json.put("next", next);
        String text = packageId + "  " + after.state() + "  " + done
                + (next == null ? "" : "\n  next  " + Program.call(next));
        return new Answer(ExitCode.DONE, json, text);
    }
}
