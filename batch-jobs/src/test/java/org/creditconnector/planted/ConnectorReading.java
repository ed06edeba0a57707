package org.creditconnector.planted;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.creditconnector.registry.pbcrc.message.FileHeader;
import org.creditconnector.registry.pbcrc.message.Hit;
import org.creditconnector.registry.pbcrc.message.IdentifierNumbers;
import org.creditconnector.registry.pbcrc.message.Message;
import org.creditconnector.registry.pbcrc.message.MessageChecks;
import org.creditconnector.registry.pbcrc.message.MessageFile;
import org.creditconnector.registry.pbcrc.message.MessageFileReader;
import org.creditconnector.registry.pbcrc.message.MessagePack;
import org.creditconnector.registry.pbcrc.message.OnFile;
import org.creditconnector.registry.pbcrc.message.ParsedLine;
import org.creditconnector.registry.pbcrc.message.StateChecks;
import org.creditconnector.registry.pbcrc.message.SubjectKey;

/** What the connector tells of a file before it is sent: the file, then each record, then the record against what it knows on file. */
final class ConnectorReading {
    private static final MessagePack PACK = MessagePack.shipped();

    private final MessageFileReader reader = new MessageFileReader(PACK);
    private final MessageChecks checks =
            new MessageChecks(PACK, PlantedFault.PROVIDER::equals, new IdentifierNumbers(PACK));
    private final StateChecks state = new StateChecks(PACK);
    private final Map<String, OnFile> onFile = new HashMap<>();

    /** The codes of a file; what it finds in order is taken to be loaded. */
    List<String> codes(PlantedFault.Sent sent) {
        MessageFile file = reader.read(sent.name(), sent.content());
        FileHeader header = file.header();
        List<String> codes = file.hits().stream().map(Hit::code).distinct().toList();
        if (!codes.isEmpty() || header == null) {
            return codes;
        }
        return file.lines().stream()
                .flatMap(line -> line.parsed() instanceof ParsedLine.Read read
                        ? codes(read.message(), header)
                        : Stream.of("ABR006"))
                .distinct()
                .toList();
    }

    private Stream<String> codes(Message message, FileHeader header) {
        List<Hit> hits = checks.check(message, header);
        String subject = SubjectKey.of(PACK, message);
        if (!hits.isEmpty() || subject == null) {
            return hits.stream().map(Hit::code);
        }
        String changedTo = SubjectKey.changedTo(PACK, message);
        OnFile now = onFile.getOrDefault(subject, OnFile.NOTHING);
        OnFile other = changedTo == null ? OnFile.NOTHING : onFile.getOrDefault(changedTo, OnFile.NOTHING);
        hits = state.check(message, now, other);
        if (hits.isEmpty()) {
            OnFile after = state.accept(message, now);
            onFile.put(changedTo == null ? subject : changedTo, after);
            if (changedTo != null) {
                onFile.put(subject, state.movedAway(changedTo));
            }
        }
        return hits.stream().map(Hit::code);
    }
}
