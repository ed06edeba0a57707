package org.creditconnector.registry.api;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.creditconnector.delivery.CurrencyTotals;
import org.creditconnector.delivery.PackageTotals;
import org.creditconnector.delivery.UnreadableAnswerException;
import org.creditconnector.registry.ForeignText;
import org.creditconnector.totals.Amounts;
import org.creditconnector.totals.ControlTotals;
import org.jspecify.annotations.Nullable;

/** Reads the registry's JSON field by field; what is not as published is refused in one sentence that names the field. */
final class AnswerJson {
    /** Strict: a field that stands twice has no meaning. */
    static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(50)
                    .maxStringLength(1_000_000)
                    .build())
            .build();

    private static final JsonMapper JSON = JsonMapper.builder(FACTORY)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    private static final Pattern AMOUNT = Pattern.compile("-?[0-9]{1,18}(\\.[0-9]{1,6})?");

    private AnswerJson() {}

    /** The whole answer as one object. */
    static JsonNode object(byte[] body) {
        try {
            JsonNode node = JSON.readTree(body);
            if (node != null && node.isObject()) {
                return node;
            }
        } catch (IOException e) {
            throw new UnreadableAnswerException("the answer of " + body.length + " bytes is not JSON");
        }
        throw new UnreadableAnswerException("the answer of " + body.length + " bytes is not a JSON object");
    }

    /** The answer as a problem (RFC 9457); missing when it is none, for a refusal may come from something before the registry. */
    static JsonNode problem(byte[] body) {
        try {
            return object(body);
        } catch (UnreadableAnswerException e) {
            return MissingNode.getInstance();
        }
    }

    static String text(JsonNode node, String field) {
        JsonNode value = node.get(field);
        if (value == null || !value.isTextual() || value.textValue().isEmpty()) {
            throw new UnreadableAnswerException("field " + field + " is missing or no text");
        }
        return value.textValue();
    }

    static void expect(JsonNode node, String field, String expected) {
        String value = text(node, field);
        if (!value.equals(expected)) {
            throw new UnreadableAnswerException(
                    "field " + field + " is " + ForeignText.shown(value) + ", expected " + expected);
        }
    }

    static int count(JsonNode node, String field) {
        JsonNode value = node.get(field);
        if (value == null || !value.canConvertToInt() || !value.isIntegralNumber() || value.intValue() < 0) {
            throw new UnreadableAnswerException("field " + field + " is missing or no whole number from 0");
        }
        return value.intValue();
    }

    /** A word of the OpenAPI, small with hyphens, as a constant. */
    static <E extends Enum<E>> E choice(JsonNode node, String field, Class<E> type) {
        String word = text(node, field);
        for (E constant : type.getEnumConstants()) {
            if (constant.name().toLowerCase(Locale.ROOT).replace('_', '-').equals(word)) {
                return constant;
            }
        }
        throw new UnreadableAnswerException("field " + field + " is " + ForeignText.shown(word) + ", expected one of "
                + List.of(type.getEnumConstants())
                        .toString()
                        .toLowerCase(Locale.ROOT)
                        .replace('_', '-'));
    }

    /** Totals by currency; none when the registry gives none. */
    static List<CurrencyTotals> totals(@Nullable JsonNode totals) {
        List<CurrencyTotals> sums = new ArrayList<>();
        if (totals == null || totals.isNull()) {
            return sums;
        }
        if (!totals.isObject()) {
            throw new UnreadableAnswerException("totals is no object");
        }
        Map<String, JsonNode> sorted = new TreeMap<>();
        totals.properties().forEach(entry -> sorted.put(entry.getKey(), entry.getValue()));
        sorted.forEach((currency, sum) -> sums.add(new CurrencyTotals(
                currency,
                count(sum, "items"),
                amount(sum, "principal"),
                amount(sum, "creditLimit"),
                amount(sum, "outstanding"),
                amount(sum, "overdue"),
                amount(sum, "paid"))));
        return sums;
    }

    /** The same for comparing, with the count that belongs to it. */
    static ControlTotals controlTotals(long count, List<CurrencyTotals> sums) {
        return new ControlTotals(count, PackageTotals.controlTotals(sums).amounts());
    }

    /** The five amounts of one item. */
    static Amounts amounts(JsonNode item) {
        return new Amounts(
                amount(item, "principal"),
                amount(item, "creditLimit"),
                amount(item, "outstanding"),
                amount(item, "overdue"),
                amount(item, "paid"));
    }

    static LocalDate date(JsonNode node, String field) {
        String value = text(node, field);
        try {
            return LocalDate.parse(value);
        } catch (DateTimeParseException e) {
            throw new UnreadableAnswerException(
                    "field " + field + " is " + ForeignText.shown(value) + ", expected a date yyyy-MM-dd");
        }
    }

    private static @Nullable BigDecimal amount(JsonNode node, String field) {
        JsonNode value = node.get(field);
        if (value == null || value.isNull()) {
            return null;
        }
        if (!value.isTextual() || !AMOUNT.matcher(value.textValue()).matches()) {
            throw new UnreadableAnswerException("amount " + field + " is no decimal number as text");
        }
        return new BigDecimal(value.textValue()).setScale(6, RoundingMode.UNNECESSARY);
    }
}
