package org.creditconnector.command;

import java.time.LocalDate;
import java.util.List;
import org.creditconnector.config.TargetConfig;
import org.creditconnector.ledger.DecisionRefusedException;
import org.creditconnector.ledger.Decisions;
import org.creditconnector.ledger.Decisions.About;
import org.creditconnector.ledger.Store;
import org.creditconnector.registry.RegistryProfile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code withdraw}: what was reported is taken back. */
@Command(
        name = "withdraw",
        sortOptions = false,
        description = {
            "Takes back what was reported of one account, also of one that is gone from the source: what stands at the registry",
            "is deleted by name, and the account is not reported again until `resubmit`."
        })
final class WithdrawCommand extends AccountDecisionCommand {
    @Parameters(
            paramLabel = "KEY",
            description =
                    "Account key as it is reported; agreement:KEY or collateral:KEY where the registry is told of those.")
    String key = "";

    @Option(
            names = "--at",
            paramLabel = "DATE",
            description = "Only the item of this report date; several times for several. All if not given.")
    List<LocalDate> at = List.of();

    @Override
    Taken take(Decisions decisions, TargetConfig to, RegistryProfile profile, Store store) {
        About about = about(decisions, to, key);
        if (!profile.deletes() && !at.isEmpty()) {
            throw new DecisionRefusedException("--at: profile " + profile.code()
                    + " deletes nothing, so that a single date cannot be taken back; correct the source, and what was told is"
                    + " modified, or withdraw the whole account, and it is told no more");
        }
        Decisions.Withdrawn done =
                decisions.withdraw(about, by(), at.stream().distinct().sorted().toList());
        return new Taken(
                List.of(done.decisionId()),
                List.of("decision " + done.decisionId() + ": " + key + " is withdrawn"
                        + (at.isEmpty()
                                ? ""
                                : " at "
                                        + at.stream()
                                                .map(LocalDate::toString)
                                                .distinct()
                                                .sorted()
                                                .toList())
                        + "; " + done.takenBack() + " items never leave, "
                        + (profile.deletes()
                                ? done.standing() + " items are deleted at the registry"
                                : done.standing()
                                        + " items stay at the registry, which deletes nothing; nothing more is told")),
                about);
    }
}
