package org.creditconnector.rules;

import java.util.List;
import java.util.Map;
import org.creditconnector.record.CreditRecord;
import org.creditconnector.record.Finding;
import org.creditconnector.record.FindingOrigin;
import org.creditconnector.record.Severity;
import org.jspecify.annotations.Nullable;

/**
 * One row of the rule table.
 *
 * @param id the same in table, code, test case, finding and docs
 * @param severity what a finding of it does to the account
 * @param path the field it is about, with {@code []} for any element of a list
 * @param reads the fields and sections that it reads, {@code []} for any element; or every field of one sort: {@code amounts},
 *     {@code dates}, {@code optional}
 * @param message what is wrong, with named places in braces
 * @param whatToDo what a person does about it
 * @param source where the rule comes from
 * @param since version of the program that brought it
 * @param place file and line of the row
 */
public record Rule(
        String id,
        Severity severity,
        String path,
        List<String> reads,
        String message,
        String whatToDo,
        String source,
        String since,
        String place) {
    /** What a message says at a place that only an account fills. */
    private static final Map<String, String> OPEN =
            Map.of("what", "principal or credit limit", "sum", "something else");

    /**
     * What is wrong, in words for any account: limits stand in their places.
     *
     * @param limits those that accounts are checked by
     */
    public String text(RuleLimits limits) {
        String text = message.replace("{limit}", limits.amount().toPlainString())
                .replace("{earliest}", limits.earliest().toString())
                .replace("{latest}", limits.yearsAhead() + " years after the as-of date")
                .replace(" {asOf}", "");
        for (Map.Entry<String, String> place : OPEN.entrySet()) {
            text = text.replace("{" + place.getKey() + "}", place.getValue());
        }
        return text;
    }

    /** The same by the standard limits. */
    public String text() {
        return text(RuleLimits.STANDARD);
    }

    /** Whether it reads a field, by its path with or without indexes. */
    public boolean isReading(String field) {
        String general = field.replaceAll("\\[[^\\]]*]", "[]");
        return reads.stream()
                .anyMatch(read -> Values.isSort(read)
                        ? Values.isOfSort(general, read)
                        : general.equals(read)
                                || general.startsWith(read + ".")
                                || general.startsWith(read.endsWith("[]") ? read + "." : read + "[]"));
    }

    /** A finding at the rule's own path, for a message without places. */
    public Finding finding(CreditRecord record) {
        return finding(record, path, null);
    }

    /**
     * A finding.
     *
     * @param at path of the field, e.g. {@code instalments[3].dueOn}
     * @param maskedValue the offending value, masked already; null when there is none
     * @param places name and text in turn, for the places of the message; never an unmasked value
     */
    public Finding finding(CreditRecord record, String at, @Nullable String maskedValue, String... places) {
        String text = message;
        for (int i = 0; i + 1 < places.length; i += 2) {
            text = text.replace("{" + places[i] + "}", places[i + 1]);
        }
        return new Finding(
                id,
                severity,
                FindingOrigin.RULE,
                record.getReport().getAccountKey(),
                at,
                maskedValue,
                text + "; " + whatToDo,
                record.getLineage() == null ? null : record.getLineage().getRowReference());
    }
}
