package org.creditconnector.command;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.creditconnector.history.Figure;
import org.creditconnector.mapping.ExplainedAccount;
import org.creditconnector.mapping.FieldFill;
import org.creditconnector.mapping.FieldFills;
import org.creditconnector.mapping.LineTrace;
import org.creditconnector.mapping.RecordFields;
import org.creditconnector.mapping.TracedValue;
import org.creditconnector.masking.DataClass;
import org.creditconnector.masking.MaskLevel;
import org.creditconnector.record.CreditRecord;
import org.creditconnector.record.FigureOrigin;
import org.creditconnector.record.Finding;
import org.creditconnector.record.PeriodState;
import org.jspecify.annotations.Nullable;

/** Why a field of one account's record is what it is. Values are masked by class, as far as the viewer may not see them. */
final class FieldExplanation {
    /** Elements of a list that are told one by one. */
    private static final int MOST = 5;

    private final FieldAsked asked;
    private final ExplainedAccount told;
    private final FieldFills fills;
    private final MaskLevel level;
    private final StringBuilder text = new StringBuilder();
    private final List<Map<String, @Nullable Object>> json = new ArrayList<>();

    /**
     * Explains a field.
     *
     * @param verdicts what the rules say of the account
     * @param level who looks
     */
    FieldExplanation(
            FieldAsked asked, ExplainedAccount told, FieldFills fills, RuleVerdicts verdicts, MaskLevel level) {
        this.asked = ofLender(asked, told);
        this.told = told;
        this.fills = fills;
        this.level = level;
        List<LineTrace> lines = told.lines().stream().filter(this.asked::isOf).toList();
        List<LineTrace> fields =
                lines.stream().filter(line -> !line.isCondition()).toList();
        fields.stream().limit(MOST).forEach(line -> field(line, lines));
        if (fields.size() > MOST) {
            text.append(fields.size() - MOST)
                    .append(" more; name one by its index, such as ")
                    .append(fields.get(MOST).path())
                    .append('\n');
        }
        if (fields.isEmpty()) {
            withoutLine(lines);
        }
        List<Map<String, @Nullable Object>> rules = new ArrayList<>();
        verdicts.tell(asked.general(), text, rules);
        if (!json.isEmpty()) {
            json.get(0).put("rules", rules);
        }
    }

    /** The explanation for people. */
    String text() {
        return text.toString();
    }

    /** The chains as JSON objects. */
    List<Map<String, @Nullable Object>> json() {
        return json;
    }

    /** A position that is the lender's own month was filled by the lines of that month. */
    private static FieldAsked ofLender(FieldAsked asked, ExplainedAccount told) {
        CreditRecord record = told.account().record();
        PeriodState position = record == null ? null : record.getPosition();
        if (record == null
                || position == null
                || position.getOrigin() != FigureOrigin.LENDER
                || !asked.segments().get(0).name().equals("position")) {
            return asked;
        }
        List<FieldAsked.Segment> segments = new ArrayList<>(asked.segments());
        segments.set(
                0,
                new FieldAsked.Segment(
                        "months", String.valueOf(record.getMonths().size() - 1)));
        return new FieldAsked(segments);
    }

    // ------------------------------------------------------------------ fields with a line

    private void field(LineTrace line, List<LineTrace> all) {
        Object there = told.at(line.path());
        text.append(line.path())
                .append(" = ")
                .append(
                        line.refused()
                                ? "refused"
                                : there == null ? "nothing" : line.value().shown(level))
                .append('\n');
        text.append("  line    ")
                .append(line.place())
                .append("  ")
                .append(line.target())
                .append(": ")
                .append(line.line());
        text.append('\n');
        List<Map<String, @Nullable Object>> steps = new ArrayList<>();
        for (LineTrace.Stage stage : line.stages()) {
            for (LineTrace.ColumnRead read : stage.reads()) {
                text.append("  source  ")
                        .append(read.position())
                        .append("  ")
                        .append(read.name())
                        .append(" = ");
                text.append(read.value().shown(level)).append('\n');
            }
            step(stage, line);
            steps.add(json(stage));
        }
        if (!line.refused() && line.value().value() == null) {
            absence(line);
        }
        all.stream()
                .filter(LineTrace::isCondition)
                .filter(when -> line.path()
                        .startsWith(when.path().substring(0, when.path().length() - 5)))
                .forEach(when -> text.append("  when    ")
                        .append(when.place())
                        .append("  ")
                        .append(when.line())
                        .append(" → ")
                        .append(when.value().shown(level))
                        .append('\n'));
        findings(line.path());
        Map<String, @Nullable Object> chain = new LinkedHashMap<>();
        chain.put("field", line.path());
        chain.put("target", line.target());
        chain.put("place", line.place());
        chain.put("line", line.line());
        chain.put("steps", steps);
        chain.put("refused", line.refused());
        chain.put("value", there == null ? null : line.value().shown(level));
        json.add(chain);
    }

    /** Why a line that found no value may find none. */
    private void absence(LineTrace line) {
        String path = RecordFields.ofAnyElement(line.path());
        FieldFill reason = fills.reason(path);
        RecordFields.RecordField field = RecordFields.at(path);
        String section = line.path().substring(0, Math.max(0, line.path().lastIndexOf('.')));
        text.append("  missing ");
        if (reason != null) {
            text.append(reason.how()).append("  ").append(reason.place());
        } else if (field != null && field.absentMeansNone()) {
            text.append("there is none, which is a fact");
        } else if (told.account().record() != null && told.at(section) == null) {
            text.append("no line of ").append(section).append(" gives a value, so that the section is left out");
        } else {
            text.append("without a reason");
        }
        text.append('\n');
    }

    private void step(LineTrace.Stage stage, LineTrace line) {
        boolean literal = stage.words().startsWith("=");
        String words = literal ? "literal " : line.stages().get(0) == stage ? null : "step    ";
        if (words == null) {
            return;
        }
        text.append("  ").append(words).append(stage.words()).append(" → ");
        text.append(
                stage.refused()
                        ? "refused"
                        : literal
                                ? stage.words().substring(1).strip()
                                : stage.value().shown(level));
        text.append('\n');
        LineTrace.CodeRow row = stage.codeRow();
        if (row != null) {
            text.append("  code    ")
                    .append(row.place())
                    .append("  ")
                    .append(row.code().shown(level))
                    .append(" is ")
                    .append(row.canonical().shown(level))
                    .append('\n');
        }
    }

    private Map<String, @Nullable Object> json(LineTrace.Stage stage) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("step", stage.words());
        List<Map<String, @Nullable Object>> reads = new ArrayList<>();
        for (LineTrace.ColumnRead read : stage.reads()) {
            Map<String, @Nullable Object> one = new LinkedHashMap<>();
            one.put("column", read.name());
            one.put("position", read.position());
            one.put("value", read.value().shown(level));
            reads.add(one);
        }
        json.put("reads", reads);
        json.put("codeRow", stage.codeRow() == null ? null : stage.codeRow().place());
        json.put("refused", stage.refused());
        json.put("value", stage.value().shown(level));
        return json;
    }

    private void findings(String path) {
        for (Finding finding : told.account().findings()) {
            if (finding.getPath().equals(path)) {
                text.append("  finding ").append(Findings.line(finding)).append('\n');
            }
        }
    }

    // ------------------------------------------------------------------ fields without one

    private void withoutLine(List<LineTrace> conditions) {
        String path = asked.text();
        Figure figure = Figure.at(path);
        PeriodState state = figure == null ? null : state(path);
        Map<String, @Nullable Object> chain = new LinkedHashMap<>();
        chain.put("field", path);
        json.add(chain);
        if (figure != null && state != null) {
            new DerivedFigure(told, path, figure, state, level).tell(text, chain);
            return;
        }
        FieldFill fill = fills.of(asked.general());
        Object value = told.at(path);
        text.append(path)
                .append(" = ")
                .append(value == null ? "nothing" : shown(path, value, level))
                .append('\n');
        chain.put("value", value == null ? null : shown(path, value, level));
        chain.put("how", fill.how());
        chain.put("place", fill.place());
        String word = switch (fill.state()) {
            case FILLED, FILLED_ELSE_DEFAULT -> value == null || !fill.place().isEmpty() ? "no row   " : "filled  ";
            case DERIVED -> "derived ";
            case DEFAULTED -> "literal ";
            case NOT_APPLICABLE, MISSING -> "missing ";
        };
        text.append("  ")
                .append(
                        word.strip().equals("no row")
                                ? "no row  of this account makes it; the line is " + fill.place() + "  " + fill.how()
                                : word + fill.how() + (fill.place().isEmpty() ? "" : "  " + fill.place()));
        text.append('\n');
        for (LineTrace when : conditions) {
            text.append("  when    ")
                    .append(when.place())
                    .append("  ")
                    .append(when.line())
                    .append(" → ");
            text.append(when.value().shown(level)).append('\n');
        }
    }

    private @Nullable PeriodState state(String path) {
        CreditRecord record = told.account().record();
        if (record == null) {
            return null;
        }
        Object state = told.at(path.substring(0, path.indexOf('.')));
        return state instanceof PeriodState found ? found : null;
    }

    /** A value as a viewer may see it, by the class of its field. */
    static String shown(String path, Object value, MaskLevel level) {
        RecordFields.RecordField field = RecordFields.at(path);
        return new TracedValue(value, field == null ? DataClass.SENSITIVE : field.dataClass()).shown(level);
    }
}
