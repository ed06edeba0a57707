package org.creditconnector.registry.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.creditconnector.delivery.RegistryConnection.FeedbackPage;
import org.creditconnector.history.HistoryDerivation;
import org.creditconnector.record.CreditRecord;
import org.creditconnector.registry.DueItems;
import org.creditconnector.registry.ReportItem;
import org.creditconnector.registry.SubjectHistory;
import org.creditconnector.testing.PlainJson;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each folder of {@code registries/registry-api/sample} is a test case: the facts in
 * {@code record.json} (and {@code on-file.json}) give
 * {@code items.json}, {@code feedback-page.json} gives {@code feedback.json}. Expected files change by
 * {@code -Dupdate.golden=true} only.
 */
class SampleTest {
    private static final Path SAMPLES = Path.of("registries/registry-api/sample");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final RegistryApiProfile profile = new RegistryApiProfile(RegistryApiProfile.Settings.DEFAULT);

    @ParameterizedTest
    @MethodSource("recordCases")
    void records_give_items(Path folder) throws IOException {
        CreditRecord facts = PlainJson.creditRecord(
                JSON.readTree(folder.resolve("record.json").toFile()));
        CreditRecord record = HistoryDerivation.derive(facts).record();
        String key = record.getReport().getAccountKey();
        DueItems due = profile.due(record, onFile(folder, profile.subject(key)));
        ObjectNode result = JSON.createObjectNode();
        result.put("verdict", due.verdict().name());
        due.findings()
                .forEach(finding -> result.withArray("findings")
                        .addObject()
                        .put("ruleId", finding.getRuleId())
                        .put("message", finding.getMessage()));
        ArrayNode items = result.putArray("items");
        for (DueItems.Due one : due.items()) {
            ReportItem item = profile.render("sample", key, one);
            ObjectNode shown = items.addObject();
            shown.put("contentHash", item.contentHash());
            shown.set("item", PlainJson.of(RegistryItem.SCHEMA, item.bytes()));
        }
        expect(folder.resolve("items.json"), result);
    }

    @ParameterizedTest
    @MethodSource("feedbackCases")
    void feedback_pages_give_feedback(Path folder) throws IOException {
        FeedbackPage page = FeedbackPages.read(Files.readAllBytes(folder.resolve("feedback-page.json")));
        ObjectNode result = JSON.createObjectNode();
        result.put("next", page.next()).put("more", page.more());
        ArrayNode entries = result.putArray("entries");
        for (FeedbackPage.Entry entry : page.entries()) {
            ObjectNode shown = entries.addObject().put("feedbackId", entry.feedbackId());
            if (entry.feedback() == null) {
                shown.put("problem", entry.problem());
            } else {
                shown.set("feedback", PlainJson.of(entry.feedback().getSchema(), binary(entry.feedback())));
            }
        }
        expect(folder.resolve("feedback.json"), result);
    }

    private static byte[] binary(org.creditconnector.delivery.Feedback feedback) throws IOException {
        byte[] message = new byte[feedback.toByteBuffer().remaining()];
        feedback.toByteBuffer().get(message);
        // Single-object encoding: two marker bytes and eight of the fingerprint stand in front.
        return java.util.Arrays.copyOfRange(message, 10, message.length);
    }

    private static SubjectHistory onFile(Path folder, String subject) throws IOException {
        Path file = folder.resolve("on-file.json");
        if (!Files.exists(file)) {
            return SubjectHistory.none(subject);
        }
        JsonNode json = JSON.readTree(file.toFile());
        return new SubjectHistory(
                subject,
                json.get("sequence").longValue(),
                new SubjectHistory.Accepted(
                        json.get("itemId").textValue(),
                        json.get("sequence").longValue(),
                        LocalDate.parse(json.get("reportDate").textValue()),
                        json.get("contentHash").textValue(),
                        new byte[] {1}),
                List.of());
    }

    private static void expect(Path file, JsonNode result) throws IOException {
        String actual = PlainJson.pretty(result);
        if (Boolean.getBoolean("update.golden")) {
            Files.writeString(file, actual);
        }
        assertThat(actual).as(file.toString()).isEqualTo(Files.readString(file));
    }

    static List<Path> recordCases() throws IOException {
        return foldersWith("record.json");
    }

    static List<Path> feedbackCases() throws IOException {
        return foldersWith("feedback-page.json");
    }

    private static List<Path> foldersWith(String file) throws IOException {
        try (Stream<Path> folders = Files.list(SAMPLES)) {
            List<Path> cases = folders.filter(folder -> Files.exists(folder.resolve(file)))
                    .sorted()
                    .toList();
            assertThat(cases).as("folders with " + file).isNotEmpty();
            return cases;
        }
    }
}
