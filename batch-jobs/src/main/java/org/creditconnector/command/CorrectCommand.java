package org.creditconnector.command;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.creditconnector.config.TargetConfig;
import org.creditconnector.ledger.DecisionRefusedException;
import org.creditconnector.ledger.Decisions;
import org.creditconnector.ledger.Decisions.About;
import org.creditconnector.ledger.Store;
import org.creditconnector.night.Corrections;
import org.creditconnector.night.Corrections.Checked;
import org.creditconnector.night.Corrections.Wanted;
import org.creditconnector.registry.RegistryProfile;
import org.creditconnector.registry.SubjectHistory.Accepted;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code correct}: a fact is another than the source says. */
@Command(
        name = "correct",
        sortOptions = false,
        description = {
            "Corrects facts of one account: what the registry accepted is replaced by name, and the right value is reported",
            "as long as the source shows the wrong one. It ends by itself when the source shows the right value, or a third one."
        })
final class CorrectCommand extends AccountDecisionCommand {
    @Parameters(paramLabel = "KEY", description = "Account key as it is reported.")
    String key = "";

    @Option(
            names = "--set",
            required = true,
            paramLabel = "PATH=VALUE",
            description = {
                "Field of the credit record and its right value; may be given several times.",
                "An element of a list is named by its first field: repayments[R-7].amount=110"
            })
    List<String> set = List.of();

    @Option(
            names = "--at",
            paramLabel = "DATE",
            description =
                    "Report date whose accepted item is replaced; several times for several. The newest if not given.")
    List<LocalDate> at = List.of();

    @Override
    Taken take(Decisions decisions, TargetConfig to, RegistryProfile profile, Store store) {
        About about = about(decisions, to, key);
        Corrections corrections = new Corrections(decisions, profile);
        List<LocalDate> dates = at.stream().distinct().sorted().toList();
        List<Checked> checked = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        for (String one : set) {
            try {
                checked.add(
                        corrections.check(about, wanted(one), dates.isEmpty() ? null : dates.get(dates.size() - 1)));
            } catch (IllegalArgumentException e) {
                problems.add(e.getMessage());
            }
        }
        if (!problems.isEmpty()) {
            throw new DecisionRefusedException(String.join("; ", problems));
        }
        List<Accepted> items = corrections.replaced(about, dates);
        List<Long> ids = corrections.decide(about, by(), checked, items);
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < ids.size(); i++) {
            lines.add(
                    "decision " + ids.get(i) + ": " + key + " " + checked.get(i).shown());
        }
        lines.add(
                items.isEmpty()
                        ? "nothing of it stands at the registry, so that nothing is replaced there"
                        : "replaces the item of "
                                + String.join(
                                        ", ",
                                        items.stream()
                                                .map(item -> item.reportDate().toString())
                                                .toList()));
        return new Taken(ids, lines, about);
    }

    private static Wanted wanted(String text) {
        int equals = text.indexOf('=', text.lastIndexOf(']') + 1);
        if (equals < 0 || text.indexOf('=') < text.indexOf('[')) {
            equals = text.indexOf('=');
        }
        if (equals < 1) {
            throw new IllegalArgumentException("--set: expected PATH=VALUE, like account.principal=1200");
        }
        return new Wanted(
                text.substring(0, equals).strip(), text.substring(equals + 1).strip());
    }
}
