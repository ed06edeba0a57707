package org.creditconnector.mapping;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.creditconnector.yaml.Problem;
import org.creditconnector.yaml.Problems;
import org.creditconnector.yaml.YamlMap;
import org.creditconnector.yaml.YamlValue;

/**
 * The word {@code TODO} marks a question that somebody must answer before anything is read: in a value of {@code mapping.yaml}, as
 * the canonical value of a code, in a comment or literal of a query. What stands behind it is a proposal and is checked like any line.
 */
final class OpenQuestions {
    /** The mark itself. */
    static final String MARK = "TODO";

    private static final Pattern WORD = Pattern.compile("(?<![\\p{L}\\p{N}_])" + MARK + "(?![\\p{L}\\p{N}_])");
    private static final String DESCRIPTION = "description";

    private OpenQuestions() {}

    /** Whether a value or the beginning of it is the mark. */
    static boolean isMarked(String text) {
        return text.equals(MARK) || text.startsWith(MARK + " ");
    }

    /** Notes every question of the document. */
    static void ofDocument(YamlMap top) {
        for (YamlValue value : top.singleValues()) {
            Matcher matcher = WORD.matcher(value.raw());
            if (!value.path().equals(DESCRIPTION) && matcher.find()) {
                value.problemAt(
                        matcher.start(),
                        MappingRule.MAP_TODO.id(),
                        value.raw().equals(MARK)
                                ? "there is no answer yet; write one in place of " + MARK
                                : "nobody has said that \"" + value.raw().replaceFirst(MARK + " *", "")
                                        + "\" is right; correct it, then take " + MARK + " away");
            }
        }
    }

    /** Notes every question of a query. */
    static void ofQuery(String file, String sql, Problems problems) {
        Matcher matcher = WORD.matcher(sql);
        while (matcher.find()) {
            String before = sql.substring(0, matcher.start());
            int begin = before.lastIndexOf('\n') + 1;
            int end = sql.indexOf('\n', matcher.start());
            problems.add(
                    MappingRule.MAP_TODO.id(),
                    file,
                    (int) before.chars().filter(c -> c == '\n').count() + 1,
                    matcher.start() - begin + 1,
                    "",
                    "the query asks \""
                            + sql.substring(begin, end < 0 ? sql.length() : end).strip()
                            + "\"; correct it, then take " + MARK + " away");
        }
    }

    /**
     * Notes the question of a code without a canonical value.
     *
     * @param symbols what it can mean; empty where that is not known (yet), and a question that names them takes its place
     */
    static void ofCode(
            String file, int line, int column, String code, java.util.Collection<String> symbols, Problems problems) {
        String what = symbols.isEmpty() ? "the canonical value" : "one of " + String.join(", ", symbols);
        problems.add(
                MappingRule.MAP_TODO.id(),
                file,
                line,
                column,
                "",
                "nobody has said what the code \"" + code + "\" means; write " + what + " in place of " + MARK
                        + ", or remove the row: accounts with the code are held then");
    }

    /** What follows from an unanswered line is not worth a line of its own: a place that holds a question keeps nothing else. */
    static List<Problem> alone(List<Problem> problems) {
        Set<String> open = new HashSet<>();
        Map<String, Problem> fullest = new HashMap<>();
        for (Problem problem : problems) {
            if (problem.code().equals(MappingRule.MAP_TODO.id())) {
                open.add(problem.file() + ":" + problem.line());
                fullest.merge(
                        place(problem),
                        problem,
                        (one, other) ->
                                one.message().length() >= other.message().length() ? one : other);
            }
        }
        return problems.stream()
                .filter(problem -> fullest.getOrDefault(place(problem), problem).equals(problem))
                .filter(problem -> problem.code().equals(MappingRule.MAP_TODO.id())
                        || !open.contains(problem.file() + ":" + problem.line()))
                .toList();
    }

    private static String place(Problem problem) {
        return problem.file() + ":" + problem.line() + ":" + problem.column();
    }
}
