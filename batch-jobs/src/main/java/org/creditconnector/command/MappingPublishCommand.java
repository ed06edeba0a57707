package org.creditconnector.command;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.creditconnector.config.ConnectorConfig;
import org.creditconnector.config.SourceConfig;
import org.creditconnector.ledger.MappingFolders;
import org.creditconnector.ledger.Publications;
import org.creditconnector.ledger.Publications.Publication;
import org.creditconnector.ledger.Store;
import org.creditconnector.mapping.SourceMapping;
import org.creditconnector.night.ExitCode;
import org.creditconnector.night.Lender;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code mapping publish}: who answers for the folder as it is now. */
@Command(
        name = "publish",
        sortOptions = false,
        description = {
            "Writes down in the store who answers for the source folder as it is now, and keeps that version of it.",
            "A night that the changed folder alone makes otherwise beyond gate.changes.mapping-percent stops; another person than the"
                    + " publisher approves it. A folder that changes less needs neither. The source is not read."
        })
final class MappingPublishCommand extends LedgerAction {
    @Parameters(paramLabel = "SOURCE", description = "Configured source.")
    String source = "";

    @Mixin
    Decision decision = new Decision();

    @Override
    Answer act(CreditConnector app, ConnectorConfig config, Store store) {
        decision.check(this);
        SourceConfig configured = config.sources().get(source);
        if (configured == null) {
            throw usage("there is no source " + source + ", expected one of "
                    + config.sources().keySet());
        }
        SourceMapping mapping = Lender.mapping(config, configured.mapping());
        MappingFolders folders = new MappingFolders(store);
        Publications publications = new Publications(store);
        Optional<Publication> before = publications.inForce(source);
        folders.keep(mapping.version(), mapping.name(), mapping.folder()::packed);
        Publication published = publications.publish(source, mapping.version(), decision.author, decision.reason);
        boolean alone = before.filter(published::equals).isPresent();
        String sent = folders.lastSent(source).orElse(null);
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("command", command());
        json.put("source", source);
        json.put("mapping", mapping.name());
        json.put("version", published.version());
        json.put("author", published.author());
        json.put("reason", published.reason());
        json.put("publishedBefore", alone);
        json.put("lastSentVersion", sent);
        return new Answer(ExitCode.DONE, json, text(published, alone, sent));
    }

    private static String text(Publication published, boolean before, @Nullable String sent) {
        String version = published.source() + " " + shortened(published.version());
        String last = sent == null
                ? "no run of it was sent yet"
                : sent.equals(published.version())
                        ? "the last run was sent with it"
                        : "the last run was sent with " + shortened(sent);
        return version + " was published " + (before ? "before " : "") + "by " + published.author() + ": "
                + published.reason() + "\n  " + last
                + "\n  where it makes more accounts otherwise than gate.changes.mapping-percent, the night stops and somebody else"
                + " than " + published.author() + " approves it";
    }

    private static String shortened(String version) {
        return version.substring(0, Math.min(8, version.length()));
    }
}
