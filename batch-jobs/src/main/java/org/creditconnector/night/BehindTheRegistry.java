package org.creditconnector.night;

import org.creditconnector.ledger.Restoration;
import org.creditconnector.ledger.StoredPackage;
import org.creditconnector.ledger.SubmissionLedger;

/** What is said, and done, when our books may be older than what the registry holds. */
final class BehindTheRegistry {
    private BehindTheRegistry() {}

    /** The registry expects a higher number than we know of: it has packages that our books have lost. */
    static StepOutcome stop(SubmissionLedger ledger, StoredPackage refused, long expected) {
        Restoration restoration = ledger.restoration();
        restoration.numberFrom(refused.target(), expected);
        restoration.doubt(
                refused.target(),
                "connector",
                "the registry expects package number " + expected + ", our books come to " + refused.sequence());
        return stop(ledger, refused.target());
    }

    /** A step stops because the target's books have to be compared first. */
    static StepOutcome stop(SubmissionLedger ledger, String target) {
        return StepOutcome.stop(ExitCode.UNBALANCED, sentence(ledger.restoration(), target), next(target));
    }

    /** A run is not even begun: what is due follows from what is on file, and that is what is in doubt. */
    static CommandException refusal(Restoration restoration, String target) {
        return new CommandException(ExitCode.UNBALANCED, sentence(restoration, target) + "; next: " + next(target));
    }

    static String next(String target) {
        return "reconcile --target " + target;
    }

    private static String sentence(Restoration restoration, String target) {
        String reason = restoration.doubt(target).map(Restoration.Doubt::reason).orElse("no reason is known");
        return "nothing is sent to target " + target + " before our books were compared with the registry's: " + reason;
    }
}
