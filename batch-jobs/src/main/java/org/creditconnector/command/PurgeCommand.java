package org.creditconnector.command;

import java.time.LocalDate;
import java.time.Period;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.creditconnector.config.ConnectorConfig;
import org.creditconnector.ledger.Purge;
import org.creditconnector.ledger.Store;
import org.creditconnector.night.ExitCode;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code purge}: rendered items, package bytes and feedback texts of nights long over. */
@Command(
        name = "purge",
        sortOptions = false,
        description = {
            "Deletes the rendered items, package bytes and feedback texts of nights that are over and old enough.",
            "Books, verdicts, findings, decisions and what the registry has on file stay."
        })
final class PurgeCommand extends LedgerAction {
    private static final Pattern AGE = Pattern.compile("([0-9]{1,4})(d|m|y)");

    @Option(
            names = "--older-than",
            required = true,
            paramLabel = "AGE",
            description = "Age of the business date, e.g. 400d, 18m or 5y.")
    String age = "";

    @Mixin
    Decision decision = new Decision();

    @Override
    Answer act(CreditConnector app, ConnectorConfig config, Store store) {
        decision.check(this);
        LocalDate today = app.surroundings()
                .clock()
                .instant()
                .atZone(config.lender().timeZone())
                .toLocalDate();
        LocalDate before = before(today);
        Purge.Purged purged = new Purge(store).before(before, decision.author, decision.reason);
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("command", command());
        json.put("before", before);
        json.put("runs", purged.runs());
        json.put("blocks", purged.blocks());
        json.put("packages", purged.packages());
        json.put("feedback", purged.feedback());
        return new Answer(
                ExitCode.DONE,
                json,
                "before " + before + ": " + purged.runs() + " runs, " + purged.blocks() + " blocks of items, "
                        + purged.packages() + " packages and " + purged.feedback() + " feedbacks lost their bytes");
    }

    private LocalDate before(LocalDate today) {
        Matcher matcher = AGE.matcher(age);
        if (!matcher.matches()) {
            throw usage("--older-than is \"" + age + "\", expected an age such as 400d, 18m or 5y");
        }
        int count = Integer.parseInt(matcher.group(1));
        return today.minus(
                switch (matcher.group(2)) {
                    case "d" -> Period.ofDays(count);
                    case "m" -> Period.ofMonths(count);
                    default -> Period.ofYears(count);
                });
    }
}
