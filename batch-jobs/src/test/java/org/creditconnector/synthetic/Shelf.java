package org.creditconnector.synthetic;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.creditconnector.registry.ReportItem;
import org.creditconnector.registry.pbcrc.message.Message;
import org.creditconnector.registry.pbcrc.message.MessagePack;
import org.creditconnector.registry.pbcrc.message.MessageParser;
import org.creditconnector.registry.pbcrc.message.OnFile;
import org.creditconnector.registry.pbcrc.message.ParsedLine;
import org.creditconnector.registry.pbcrc.message.StateChecks;
import org.creditconnector.registry.pbcrc.message.SubjectKey;

/** What the central bank's registry has on file, and what it would refuse for that reason. */
final class Shelf {
    private final MessagePack pack = MessagePack.shipped();
    private final MessageParser parser = new MessageParser(pack);
    private final StateChecks checks = new StateChecks(pack);
    private final Map<String, OnFile> filed = new HashMap<>();

    /** Takes an item in; answers the codes for which it is refused. */
    List<String> take(ReportItem item) {
        if (!(parser.parse(new String(item.bytes(), StandardCharsets.UTF_8)) instanceof ParsedLine.Read read)) {
            return List.of("ABR006");
        }
        Message message = read.message();
        String subject = SubjectKey.of(pack, message);
        if (subject == null) {
            return List.of("ABR006");
        }
        String changedTo = SubjectKey.changedTo(pack, message);
        OnFile before = filed.getOrDefault(subject, OnFile.NOTHING);
        OnFile other = changedTo == null ? OnFile.NOTHING : filed.getOrDefault(changedTo, OnFile.NOTHING);
        List<String> codes = new ArrayList<>();
        checks.check(message, before, other).forEach(hit -> codes.add(hit.code()));
        if (!codes.isEmpty()) {
            return codes;
        }
        OnFile after = checks.accept(message, before);
        if (changedTo == null) {
            filed.put(subject, after);
        } else {
            filed.put(changedTo, after);
            filed.put(subject, checks.movedAway(changedTo));
        }
        return List.of();
    }
}
