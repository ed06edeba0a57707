package org.creditconnector.guess;

import org.creditconnector.mapping.RecordField;

/**
 * One proposed line of {@code fields}.
 *
 * @param path path of the record
 * @param value the right side without the mark of doubt; empty where nothing can be proposed
 * @param confidence 0 to 1; below {@code 0.8} it is a question
 * @param reason for a person, without values
 */
public record Line(String path, String value, double confidence, String reason) {
    /** Whether nobody needs to be asked. */
    public boolean isSure() {
        return confidence >= Fitting.SURE && !value.isEmpty();
    }

    Line renamed(String other) {
        return new Line(other, value, confidence, reason);
    }

    /** The same as a question. */
    Line doubted(String why) {
        return isSure() ? new Line(path, value, Math.min(confidence, 0.6), reason + "; " + why) : this;
    }

    /** The right side as the file has it. */
    public String written() {
        return isSure() ? value : value.isEmpty() ? "TODO" : "TODO " + value;
    }

    static Line literal(String path, String symbol, double confidence, String reason) {
        return new Line(path, "= " + symbol, confidence, reason);
    }

    /** Place of the line in the file: the order of the schema. */
    int place() {
        String plain = path.replaceAll("\\[[a-z0-9-]*\\]", "[]");
        String section = plain.replaceFirst("\\.(when|match)$", ".");
        for (int i = 0; i < RecordField.fields().size(); i++) {
            String known = RecordField.fields().get(i).path();
            if (known.equals(plain) || !section.equals(plain) && known.startsWith(section)) {
                return 2 * i + (known.equals(plain) ? 1 : 0);
            }
        }
        return Integer.MAX_VALUE;
    }
}
