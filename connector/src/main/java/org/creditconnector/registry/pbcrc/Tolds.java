package org.creditconnector.registry.pbcrc;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.creditconnector.digest.Sha256;
import org.creditconnector.registry.WireForm;
import org.creditconnector.registry.pbcrc.message.Field;
import org.creditconnector.registry.pbcrc.message.Group;
import org.creditconnector.registry.pbcrc.message.Message;
import org.creditconnector.registry.pbcrc.message.Part;
import org.creditconnector.registry.pbcrc.message.Segment;

/** What was told, as bytes and as digests of segments. */
final class Tolds {
    /**
     * Say which record it is, and of which subject, not what it tells: under another identifier nothing else is told. The last is known
     * of its own day alone ({@link LargeInstalment}), so that no later night could compare it.
     */
    private static final Set<String> NOT_TOLD =
            Set.of("InfRecType", "RptDate", "RptDateCode", "AcctCode", "ContractCode", "CcCode", "NotIsuBal");

    /** End of the tags that say when a part of basic information was last confirmed: a newer day alone is no news. */
    private static final String CONFIRMED = "InfoUpDate";

    static final WireForm<Told> FORM = WireForm.of("what was told, in %d bytes,", Told.class);

    private Tolds() {}

    /** Digests of all segments of an arranged message, by tag. */
    static Map<String, String> digests(Message message) {
        Map<String, String> digests = new TreeMap<>();
        for (Segment segment : message.segments()) {
            StringBuilder text = new StringBuilder();
            segment.parts().forEach(part -> append(text, part));
            digests.put(segment.tag(), digest(text.toString()));
        }
        return digests;
    }

    static String digest(String text) {
        byte[] all = Sha256.of(text);
        return HexFormat.of().formatHex(all, 0, 16);
    }

    private static void append(StringBuilder text, Part part) {
        if (part instanceof Field field) {
            if (!NOT_TOLD.contains(field.tag()) && !field.tag().endsWith(CONFIRMED)) {
                text.append(field.tag()).append('=').append(field.value()).append('\n');
            }
        } else if (part instanceof Group group) {
            text.append(group.tag()).append('{');
            group.parts().forEach(inner -> append(text, inner));
            text.append('}');
        }
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
