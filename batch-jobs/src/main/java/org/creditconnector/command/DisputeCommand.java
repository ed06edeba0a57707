package org.creditconnector.command;

import java.time.LocalDate;
import java.util.List;
import org.creditconnector.config.TargetConfig;
import org.creditconnector.ledger.Decisions;
import org.creditconnector.ledger.Decisions.About;
import org.creditconnector.ledger.Store;
import org.creditconnector.registry.RegistryProfile;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code dispute}: the borrower disputes an account. */
@Command(
        name = "dispute",
        sortOptions = false,
        description = {
            "Notes that the borrower disputes an account, until --end. A registry that can be told of disputes is told; for one",
            "that cannot, the account is held and nothing of it is reported."
        })
final class DisputeCommand extends AccountDecisionCommand {
    @Parameters(paramLabel = "KEY", description = "Account key as it is reported.")
    String key = "";

    @ArgGroup(multiplicity = "1")
    When when = new When();

    /** Begin or end. */
    static final class When {
        @Option(names = "--since", required = true, paramLabel = "DATE", description = "Day on which it was disputed.")
        @Nullable LocalDate since;

        @Option(names = "--end", required = true, description = "The dispute is over.")
        boolean end;
    }

    @Override
    Taken take(Decisions decisions, TargetConfig to, RegistryProfile profile, Store store) {
        About about = about(decisions, to, key);
        LocalDate since = when.since;
        if (since == null) {
            long id = decisions.endDispute(about, by());
            return new Taken(List.of(id), List.of("decision " + id + ": the dispute of " + key + " is over"), about);
        }
        long id = decisions.dispute(about, by(), since);
        return new Taken(
                List.of(id),
                List.of("decision " + id + ": " + key + " is disputed since " + since
                        + (profile.marksDisputes()
                                ? "; the registry is told"
                                : "; the registry cannot be told, so that nothing of it is reported until it ends")),
                about);
    }
}
