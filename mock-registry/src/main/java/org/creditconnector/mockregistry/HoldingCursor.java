package org.creditconnector.mockregistry;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Base64;
import java.util.Comparator;

/**
 * A place in the listing of holdings: just after this item, whether it still stands or not.
 *
 * @param subject its subject
 * @param reportDate its report date
 * @param sequence its sequence
 * @param itemId its id
 */
record HoldingCursor(String subject, LocalDate reportDate, long sequence, String itemId) {
    private static final Comparator<HoldingCursor> ORDER = Comparator.comparing(HoldingCursor::subject, Utf8Order.BYTES)
            .thenComparing(HoldingCursor::reportDate)
            .thenComparingLong(HoldingCursor::sequence)
            .thenComparing(HoldingCursor::itemId, Utf8Order.BYTES);

    static HoldingCursor after(Holding holding) {
        return new HoldingCursor(holding.subject(), holding.reportDate(), holding.sequence(), holding.itemId());
    }

    boolean isBefore(String otherSubject, Standing item) {
        return ORDER.compare(this, new HoldingCursor(otherSubject, item.reportDate(), item.sequence(), item.itemId()))
                < 0;
    }

    String write() {
        String text = Json.MAPPER
                .createArrayNode()
                .add(subject)
                .add(reportDate.toString())
                .add(sequence)
                .add(itemId)
                .toString();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @throws RefusalException 400 for anything else
     */
    static HoldingCursor read(String text) {
        try {
            JsonNode parts = Json.MAPPER.readTree(Base64.getUrlDecoder().decode(text));
            if (parts.size() == 4
                    && parts.path(0).isTextual()
                    && parts.path(2).isIntegralNumber()
                    && parts.path(3).isTextual()) {
                return new HoldingCursor(
                        parts.path(0).textValue(),
                        LocalDate.parse(parts.path(1).asText()),
                        parts.path(2).longValue(),
                        parts.path(3).textValue());
            }
        } catch (IOException | IllegalArgumentException | DateTimeException e) {
            RefusalException refusal = foreign();
            refusal.initCause(e);
            throw refusal;
        }
        throw foreign();
    }

    private static RefusalException foreign() {
        return RefusalException.badRequest("The cursor in after was not given by this registry.");
    }
}
