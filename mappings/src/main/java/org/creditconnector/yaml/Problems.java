package org.creditconnector.yaml;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Collects everything wrong in one pass over files, so that a person mends all of it at once. */
public final class Problems {
    private final Set<Problem> found = new LinkedHashSet<>();

    /** Notes one problem; the same one twice counts once. */
    public void add(Problem problem) {
        found.add(problem);
    }

    /** Notes one problem. The parameters are those of {@link Problem}. */
    public void add(String code, String file, int line, int column, String field, String message) {
        add(new Problem(code, file, line, column, field, message));
    }

    /** Whether nothing is wrong. */
    public boolean isEmpty() {
        return found.isEmpty();
    }

    /** All problems by file, line and column. */
    public List<Problem> list() {
        List<Problem> sorted = new ArrayList<>(found);
        sorted.sort(Comparator.comparing(Problem::file)
                .thenComparingInt(Problem::line)
                .thenComparingInt(Problem::column));
        return sorted;
    }

    /** One line per problem, by file, line and column, without a final line feed. */
    public String render() {
        return list().stream().map(Problem::render).collect(Collectors.joining("\n"));
    }

    /**
     * Ends the pass.
     *
     * @throws InvalidDocumentException when there is a problem
     */
    public void throwIfAny() {
        if (!found.isEmpty()) {
            throw new InvalidDocumentException(list());
        }
    }
}
