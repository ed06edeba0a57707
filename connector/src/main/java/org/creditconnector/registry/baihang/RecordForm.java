package org.creditconnector.registry.baihang;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.creditconnector.digest.Sha256;
import org.creditconnector.record.Finding;
import org.creditconnector.registry.baihang.BaihangPack.Absent;
import org.creditconnector.registry.baihang.BaihangPack.Field;
import org.creditconnector.registry.baihang.BaihangPack.Layout;
import org.jspecify.annotations.Nullable;

/** Values under our names become one JSON object as the field table says, and are checked against it. */
final class RecordForm {
    static final String RECORD_ID = "recordId";
    static final String OPERATION = "operation";
    static final String UPLOADED_AT = "uploadedAt";

    /** Known only when it is rendered or packaged. */
    private static final Set<String> LATER = Set.of(RECORD_ID, OPERATION, UPLOADED_AT);

    static final ObjectMapper JSON = JsonMapper.builder()
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .enable(com.fasterxml.jackson.databind.DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(SerializationFeature.INDENT_OUTPUT)
            .enable(com.fasterxml.jackson.core.StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .build();

    private RecordForm() {}

    /**
     * Everything that the table has against the values.
     *
     * @param what which record, for the sentence
     */
    static List<Finding> check(Layout layout, Map<String, @Nullable Object> values, String what) {
        List<Finding> findings = new ArrayList<>();
        for (Field field : layout.fields()) {
            Object value = values.get(field.name());
            String place = layout.kind() + "/" + field.tag();
            if (value == null) {
                if (field.must() && !LATER.contains(field.name())) {
                    findings.add(BaihangFindings.error(
                            "BAIHANG-MISSING",
                            place,
                            what + " " + field.tag() + ": not there, expected a value in every record " + layout.kind()
                                    + "; have the source deliver it"));
                }
                continue;
            }
            String expected = field.form().problem(value);
            if (expected != null) {
                findings.add(BaihangFindings.error(
                        "BAIHANG-FORM",
                        place,
                        what + " " + field.tag() + ": expected " + expected + "; correct the source or the mapping"));
            } else if (field.codes() != null && !field.codes().contains(value.toString())) {
                findings.add(BaihangFindings.error(
                        "BAIHANG-CODE",
                        place,
                        what + " " + field.tag() + ": a code that is not in the agency's list, expected one of "
                                + field.codes() + "; correct the table under values"));
            }
        }
        return findings;
    }

    /** Digest of what tells one content from another. */
    static String digest(Layout layout, Map<String, @Nullable Object> values) {
        StringBuilder text = new StringBuilder(layout.kind()).append('\n');
        for (Field field : layout.fields()) {
            if (field.compared()) {
                Object value = values.get(field.name());
                text.append(field.name())
                        .append('=')
                        .append(value == null ? "" : value)
                        .append('\n');
            }
        }
        return java.util.HexFormat.of().formatHex(Sha256.of(text.toString()));
    }

    /** One line of JSON with nothing under the tags that are known later only. */
    static byte[] line(Layout layout, Map<String, @Nullable Object> values) {
        ObjectNode node = JSON.createObjectNode();
        for (Field field : layout.fields()) {
            Object value = LATER.contains(field.name()) ? "" : values.get(field.name());
            if (value instanceof BigDecimal amount) {
                node.put(field.tag(), amount);
            } else if (value instanceof Integer count) {
                node.put(field.tag(), count);
            } else if (value != null) {
                node.put(field.tag(), value.toString());
            } else if (field.absent() == Absent.NULL) {
                node.putNull(field.tag());
            } else if (field.absent() == Absent.EMPTY) {
                node.put(field.tag(), "");
            }
        }
        return text(node).getBytes(StandardCharsets.UTF_8);
    }

    /** A line with texts under the tags that the table gives to some of our names; a name without a tag is left out. */
    static byte[] stamped(Layout layout, byte[] line, Map<String, String> texts) {
        ObjectNode node = read(line);
        for (Field field : layout.fields()) {
            String text = texts.get(field.name());
            if (text != null) {
                node.put(field.tag(), text);
            }
        }
        return text(node).getBytes(StandardCharsets.UTF_8);
    }

    static ObjectNode read(byte[] line) {
        try {
            return (ObjectNode) JSON.readTree(line);
        } catch (IOException e) {
            throw new UncheckedIOException("a line of our own cannot be read", e);
        }
    }

    private static String text(ObjectNode node) {
        try {
            return JSON.writeValueAsString(node);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("a tree in memory cannot fail to be written", e);
        }
    }
}
