package org.creditconnector.command;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.creditconnector.record.Finding;
import org.jspecify.annotations.Nullable;

/** Findings as text and JSON. Their values were masked where they were made. */
final class Findings {
    private Findings() {}

    /** {@code CODE position field: message (value)}. */
    static String line(Finding finding) {
        StringBuilder line = new StringBuilder(finding.getRuleId());
        if (finding.getPosition() != null) {
            line.append(' ').append(finding.getPosition());
        }
        if (!finding.getPath().isEmpty()) {
            line.append(' ').append(finding.getPath());
        }
        line.append(": ").append(finding.getMessage());
        if (finding.getMaskedValue() != null) {
            line.append(" (value ").append(finding.getMaskedValue()).append(')');
        }
        return line.toString();
    }

    static List<Map<String, @Nullable Object>> json(List<Finding> findings) {
        List<Map<String, @Nullable Object>> all = new ArrayList<>();
        for (Finding finding : findings) {
            Map<String, @Nullable Object> json = new LinkedHashMap<>();
            json.put("rule", finding.getRuleId());
            json.put("severity", finding.getSeverity());
            json.put("origin", finding.getOrigin());
            json.put("field", finding.getPath());
            json.put("value", finding.getMaskedValue());
            json.put("message", finding.getMessage());
            json.put("position", finding.getPosition());
            all.add(json);
        }
        return all;
    }
}
