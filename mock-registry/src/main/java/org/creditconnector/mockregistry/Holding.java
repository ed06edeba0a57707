package org.creditconnector.mockregistry;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An item that stands at the registry, as the contract's listHoldings tells it.
 *
 * @param subject what it is about, e.g. {@code account:52}
 * @param itemId its id
 * @param reportDate its report date
 * @param sequence its sequence within the subject
 * @param itemDigest lower-case hex SHA-256 of its bytes as they were received
 * @param currency currency of the amounts; null where the record names none
 * @param amounts by the contract's names: {@code principal}, {@code creditLimit}, {@code outstanding}, {@code overdue}, {@code
 *     paid}; one that the record does not have is absent
 */
public record Holding(
        String subject,
        String itemId,
        LocalDate reportDate,
        long sequence,
        String itemDigest,
        @Nullable String currency,
        Map<String, BigDecimal> amounts) {
    private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");

    /**
     * Checks the form.
     *
     * @throws IllegalArgumentException for a digest or an amount's name that the contract does not know
     */
    public Holding {
        if (!DIGEST.matcher(itemDigest).matches()) {
            throw new IllegalArgumentException("itemDigest '" + itemDigest + "': expected 64 hex digits in lower case");
        }
        amounts = Map.copyOf(amounts);
        amounts.keySet().forEach(Figure::named);
    }

    ObjectNode json() {
        ObjectNode node = Json.object().put("subject", subject).put("itemId", itemId);
        node.put("reportDate", reportDate.toString())
                .put("sequence", sequence)
                .put("itemDigest", itemDigest)
                .put("currency", currency);
        for (Figure figure : Figure.values()) {
            BigDecimal amount = amounts.get(figure.key());
            node.put(figure.key(), amount == null ? null : amount.toPlainString());
        }
        return node;
    }
}
