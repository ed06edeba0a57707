package org.creditconnector.yaml;

import java.util.List;
import java.util.stream.Collectors;

/** Files that a person wrote are wrong: the message has one line per problem. The application ends with exit code 3. */
public final class InvalidDocumentException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    /** @param problems at least one */
    public InvalidDocumentException(List<Problem> problems) {
        super(problems.stream().map(Problem::render).collect(Collectors.joining("\n")));
        this.problems = List.copyOf(problems);
    }

    /** All problems of the pass, by file, line and column. */
    public List<Problem> problems() {
        return problems;
    }
}
