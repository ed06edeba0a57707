package org.creditconnector.registry.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.creditconnector.delivery.Feedback;
import org.creditconnector.delivery.RecordProtocol;
import org.creditconnector.delivery.RegistryConnection.FeedbackPage;
import org.creditconnector.delivery.RunEnd;
import org.creditconnector.delivery.SubmissionPackage;
import org.creditconnector.delivery.Utf8;
import org.creditconnector.digest.Sha256;
import org.creditconnector.registry.ForeignText;
import org.jspecify.annotations.Nullable;

/**
 * The registry of our OpenAPI by records of a log: a package's value is the same Avro container, an answer's value one feedback of the
 * OpenAPI. Written down in {@code registries/registry-api/spec.md}.
 */
final class RegistryApiRecords implements RecordProtocol {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String JSON_TYPE = "application/json";

    @Override
    public Map<String, String> packageHeaders(SubmissionPackage manifest, String contentDigest) {
        return Map.of(
                "type", "package",
                "content-type", RegistryApiProtocol.MEDIA_TYPE,
                "content-digest", contentDigest,
                "lender", manifest.getLenderCode(),
                "business-date", manifest.getBusinessDate().toString(),
                "sequence", Long.toString(manifest.getSequence()),
                "item-count", Integer.toString(manifest.getItemCount()));
    }

    @Override
    public String runEndKey(RunEnd end) {
        return "run-end/" + end.lenderCode() + "/" + end.run();
    }

    @Override
    public Map<String, String> runEndHeaders(RunEnd end) {
        return Map.of(
                "type",
                "run-end",
                "content-type",
                JSON_TYPE,
                "lender",
                end.lenderCode(),
                "business-date",
                end.businessDate().toString());
    }

    @Override
    public byte[] runEnd(RunEnd end) {
        ObjectNode value = JSON.createObjectNode()
                .put("run", end.run())
                .put("lender", end.lenderCode())
                .put("businessDate", end.businessDate().toString())
                .put("packages", end.packages())
                .put("items", end.items())
                .put("bytes", end.bytes());
        ArrayNode sequences = value.putArray("sequences");
        end.sequences().forEach(span -> sequences.addArray().add(span.first()).add(span.last()));
        value.put("digest", end.digest()).set("totals", PackageFile.totals(end.totals()));
        try {
            return JSON.writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of JSON cannot be written", e);
        }
    }

    @Override
    public FeedbackPage.Entry readAnswer(@Nullable String key, byte[] value) {
        String raw = Utf8.textOrDataUri(value);
        if (!isText(value)) {
            return new FeedbackPage.Entry(
                    Sha256.hex(raw), raw, null, "the answer of " + value.length + " bytes is not UTF-8");
        }
        FeedbackPage.Entry entry = FeedbackPages.entry(raw.strip());
        Feedback feedback = entry.feedback();
        if (feedback == null || feedback.getPackageId().equals(key)) {
            return entry;
        }
        // Under an id of its own: under its right key the same answer is another one, and is taken.
        return new FeedbackPage.Entry(
                Sha256.hex(key + "\n" + entry.raw()),
                entry.raw(),
                null,
                "the record's key is " + (key == null ? "missing" : ForeignText.shown(key)) + ", expected the package "
                        + ForeignText.shown(feedback.getPackageId()) + " that its answer is about");
    }

    private static boolean isText(byte[] value) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(value));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }
}
