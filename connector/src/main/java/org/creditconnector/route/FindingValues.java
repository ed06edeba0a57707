package org.creditconnector.route;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.avro.Schema;
import org.apache.avro.generic.IndexedRecord;
import org.creditconnector.digest.Sha256;
import org.creditconnector.record.CreditRecord;
import org.creditconnector.record.Finding;
import org.creditconnector.record.Severity;
import org.jspecify.annotations.Nullable;

/**
 * Digests over the values that warnings are about, so that a person's acceptance ends when the value changes. A warning about the
 * whole record, or about a place that is not there, is about all facts of it.
 */
final class FindingValues {
    private static final Pattern SEGMENT = Pattern.compile("([A-Za-z][A-Za-z0-9]*)(?:\\[([0-9]*)\\])?");
    private static final List<String> FACTS =
            List.of("account", "parties", "instalments", "repayments", "events", "state", "collateral");

    private FindingValues() {}

    static List<@Nullable String> of(List<Finding> findings, @Nullable CreditRecord record) {
        boolean none = findings.stream().noneMatch(finding -> finding.getSeverity() == Severity.WARNING);
        if (none || record == null) {
            return List.of();
        }
        List<@Nullable String> values = new ArrayList<>(findings.size());
        for (Finding finding : findings) {
            values.add(finding.getSeverity() == Severity.WARNING ? digest(record, finding.getPath()) : null);
        }
        return values;
    }

    private static String digest(CreditRecord record, String path) {
        Object value = at(record, path);
        if (value != null) {
            return Sha256.hex(path + "=" + value);
        }
        StringBuilder facts = new StringBuilder();
        for (String name : FACTS) {
            facts.append(name).append('=').append(get(record, name)).append('\n');
        }
        return Sha256.hex(facts.toString());
    }

    private static @Nullable Object at(CreditRecord record, String path) {
        Object value = record;
        for (String part : path.split("\\.", -1)) {
            Matcher segment = SEGMENT.matcher(part);
            if (!segment.matches() || !(value instanceof IndexedRecord in)) {
                return null;
            }
            value = get(in, segment.group(1));
            String index = segment.group(2);
            if (index != null && !index.isEmpty() && value instanceof List<?> list) {
                int place = Integer.parseInt(index);
                value = place < list.size() ? list.get(place) : null;
            }
        }
        return value;
    }

    private static @Nullable Object get(IndexedRecord record, String name) {
        Schema.Field field = record.getSchema().getField(name);
        return field == null ? null : record.get(field.pos());
    }
}
