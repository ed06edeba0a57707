package org.creditconnector.registry.api;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.creditconnector.delivery.Feedback;
import org.creditconnector.delivery.RegistryConnection.FeedbackPage;
import org.creditconnector.delivery.UnreadableAnswerException;
import org.creditconnector.digest.Sha256;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a page of feedback into its entries and keeps each entry's bytes exactly as they came. An entry that cannot be read is
 * a problem of its own; a page that cannot be cut is unreadable as a whole.
 */
final class FeedbackPages {
    private FeedbackPages() {}

    static FeedbackPage read(byte[] body) {
        List<String> raws = null;
        String next = null;
        Boolean more = null;
        try (JsonParser json = AnswerJson.FACTORY.createParser(body)) {
            expect(json.nextToken(), JsonToken.START_OBJECT, "an object");
            for (JsonToken token = json.nextToken(); token != JsonToken.END_OBJECT; token = json.nextToken()) {
                String field = json.currentName();
                JsonToken value = json.nextToken();
                switch (field) {
                    case "feedback" -> raws = entries(json, body);
                    case "next" -> {
                        expect(value, JsonToken.VALUE_STRING, "the cursor next as text");
                        next = json.getText();
                    }
                    case "more" -> {
                        if (value != JsonToken.VALUE_TRUE && value != JsonToken.VALUE_FALSE) {
                            throw new UnreadableAnswerException("the page's field more is neither true nor false");
                        }
                        more = value == JsonToken.VALUE_TRUE;
                    }
                    default -> json.skipChildren();
                }
            }
            expect(json.nextToken(), null, "the end of the page");
        } catch (IOException e) {
            throw new UnreadableAnswerException("the page of " + body.length + " bytes is not JSON");
        }
        if (raws == null || next == null || more == null) {
            throw new UnreadableAnswerException("the page lacks feedback, next or more");
        }
        return new FeedbackPage(raws.stream().map(FeedbackPages::entry).toList(), next, more);
    }

    private static List<String> entries(JsonParser json, byte[] body) throws IOException {
        expect(json.currentToken(), JsonToken.START_ARRAY, "the list feedback");
        List<String> raws = new ArrayList<>();
        for (JsonToken token = json.nextToken(); token != JsonToken.END_ARRAY; token = json.nextToken()) {
            int from = Math.toIntExact(json.currentTokenLocation().getByteOffset());
            json.skipChildren();
            json.finishToken();
            int to = Math.toIntExact(json.currentLocation().getByteOffset());
            raws.add(new String(body, from, to - from, StandardCharsets.UTF_8).strip());
        }
        return raws;
    }

    /** One feedback that stands alone. */
    static FeedbackPage.Entry entry(String raw) {
        Optional<String> id = Optional.empty();
        try {
            var node = AnswerJson.object(raw.getBytes(StandardCharsets.UTF_8));
            id = Optional.ofNullable(node.path("feedbackId").textValue()).filter(text -> !text.isEmpty());
            Feedback feedback = FeedbackReader.read(node);
            return new FeedbackPage.Entry(feedback.getFeedbackId(), raw, feedback, null);
        } catch (UnreadableAnswerException e) {
            return new FeedbackPage.Entry(id.orElseGet(() -> Sha256.hex(raw)), raw, null, e.getMessage());
        }
    }

    private static void expect(@Nullable JsonToken token, @Nullable JsonToken expected, String what) {
        if (token != expected) {
            throw new UnreadableAnswerException("the page has " + token + " where " + what + " was expected");
        }
    }
}
