package org.creditconnector.registry.pbcrc;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.creditconnector.registry.RegistryValue;
import org.creditconnector.registry.pbcrc.message.Field;
import org.creditconnector.registry.pbcrc.message.Group;
import org.creditconnector.registry.pbcrc.message.Message;
import org.creditconnector.registry.pbcrc.message.MessagePack;
import org.creditconnector.registry.pbcrc.message.MessageParser;
import org.creditconnector.registry.pbcrc.message.ParsedLine;
import org.creditconnector.registry.pbcrc.message.Part;
import org.creditconnector.registry.pbcrc.message.Segment;

/** The fields of a line of ours, read back. */
final class MessageValues {
    private MessageValues() {}

    static List<RegistryValue> of(MessagePack pack, byte[] line) {
        if (!(new MessageParser(pack).parse(new String(line, StandardCharsets.UTF_8))
                instanceof ParsedLine.Read read)) {
            throw new IllegalArgumentException("a line of our own cannot be read");
        }
        Message message = read.message();
        List<RegistryValue> values = new ArrayList<>();
        for (Segment segment : message.segments()) {
            collect(message.record(), segment.tag(), segment.parts(), values);
        }
        return values;
    }

    private static void collect(String record, String segment, List<Part> parts, List<RegistryValue> values) {
        for (Part part : parts) {
            if (part instanceof Field field) {
                values.add(new RegistryValue(record, segment, field.tag(), field.value()));
            } else if (part instanceof Group group) {
                collect(record, segment, group.parts(), values);
            }
        }
    }
}
