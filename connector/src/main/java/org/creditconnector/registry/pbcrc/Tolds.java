package org.creditconnector.registry.pbcrc;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.message.BinaryMessageDecoder;
import org.creditconnector.digest.Sha256;
import org.creditconnector.registry.WireData;
import org.creditconnector.registry.pbcrc.message.Field;
import org.creditconnector.registry.pbcrc.message.Group;
import org.creditconnector.registry.pbcrc.message.Message;
import org.creditconnector.registry.pbcrc.message.Part;
import org.creditconnector.registry.pbcrc.message.Segment;

/** What was told, as bytes and as digests of segments. */
final class Tolds {
    /** Say which record it is, not what it tells. */
    private static final Set<String> NOT_TOLD = Set.of("InfRecType", "RptDate", "RptDateCode");

    /** End of the tags that say when a part of basic information was last confirmed: a newer day alone is no news. */
    private static final String CONFIRMED = "InfoUpDate";

    static {
        WireData.trust(Told.class);
    }

    private static final BinaryMessageDecoder<Told> DECODER =
            new BinaryMessageDecoder<>(WireData.DATA, Told.getClassSchema());

    private Tolds() {}

    static byte[] encode(Told told) {
        try {
            ByteBuffer buffer = told.toByteBuffer();
            byte[] bytes = new byte[buffer.remaining()];
            buffer.get(bytes);
            return bytes;
        } catch (IOException e) {
            throw new UncheckedIOException("bytes in memory cannot fail to be written", e);
        }
    }

    /** @throws IllegalStateException when the bytes were written by no released schema */
    static Told decode(byte[] bytes) {
        try {
            return DECODER.decode(bytes);
        } catch (IOException | AvroRuntimeException e) {
            throw new IllegalStateException(
                    "what was told, in " + bytes.length
                            + " bytes, cannot be read: its writer's schema is not among the released ones, or the bytes are damaged",
                    e);
        }
    }

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
