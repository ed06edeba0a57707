package org.creditconnector.yaml;

import java.util.Optional;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;

/** Says of a text that is no YAML where the mistake is and what to do: the parser only knows where it noticed. */
final class YamlSyntax {
    static final String TOO_DEEP =
            "not YAML that a person wrote: more than 200 opening brackets in a line, expected a few";

    private static final int MOST_BRACKETS = 200;

    private YamlSyntax() {}

    /** Whether a line opens so many brackets that the parser, which goes down one by one, would fall off its stack. */
    static boolean isTooDeep(String text) {
        int open = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            open = c == '\n' ? 0 : c == '[' || c == '{' ? open + 1 : open;
            if (open > MOST_BRACKETS) {
                return true;
            }
        }
        return false;
    }

    static Problem problem(String file, MarkedYamlEngineException broken) {
        String context = broken.getContext() == null ? "" : broken.getContext();
        String what = broken.getProblem() == null ? "it cannot be read" : broken.getProblem();
        boolean beginsElsewhere =
                context.contains("flow ") || context.contains("quoted scalar") || context.contains("simple key");
        Optional<Mark> noticed = broken.getProblemMark();
        Optional<Mark> at =
                beginsElsewhere ? broken.getContextMark().or(() -> noticed) : noticed.or(broken::getContextMark);
        String where = beginsElsewhere
                ? noticed.map(mark -> ", noticed at " + (mark.getLine() + 1) + ":" + (mark.getColumn() + 1))
                        .orElse("")
                : "";
        return new Problem(
                "YAML-SYNTAX",
                file,
                at.map(mark -> mark.getLine() + 1).orElse(0),
                at.map(mark -> mark.getColumn() + 1).orElse(0),
                "",
                "not YAML: "
                        + what.replaceAll("\\s+", " ")
                                .replaceFirst("^but ", "")
                                .replaceFirst("\\. \\(Do not use .* for indentation\\)$", "")
                        + where + "; " + remedy(context, what));
    }

    static Problem problem(String file, String text, ReaderException broken) {
        String before = text.substring(0, Math.min(text.length(), Math.max(0, broken.getPosition())));
        int line = (int) before.chars().filter(c -> c == '\n').count() + 1;
        return new Problem(
                "YAML-SYNTAX",
                file,
                line,
                before.length() - before.lastIndexOf('\n'),
                "",
                String.format(
                        java.util.Locale.ROOT,
                        "not YAML: the character U+%04X is not allowed; remove it",
                        broken.getCodePoint()));
    }

    private static String remedy(String context, String what) {
        if (context.contains("flow mapping")) {
            return "write a comma between two keys and } at the end of what begins here";
        }
        if (context.contains("flow sequence")) {
            return "write a comma between two values and ] at the end of what begins here";
        }
        if (context.contains("quoted scalar")) {
            return "end the text that begins here with the same quote";
        }
        if (what.contains("another document")) {
            return "a file holds one document; remove the line ---";
        }
        if (what.contains("undefined alias") || context.contains("alias") || context.contains("anchor")) {
            return "anchors and aliases are not allowed; put a text that begins with & or * into quotes";
        }
        if (what.contains("cannot start any token") || context.contains("directive")) {
            return "indent with blanks, never with tabs, and put a text that begins with a sign into quotes";
        }
        if (what.contains("mapping values are not allowed")) {
            return "put a text with a colon into quotes, or mend the indentation";
        }
        if (context.contains("block scalar")) {
            return "put a text that begins with | or > into quotes";
        }
        if (context.contains("simple key")) {
            return "write a colon and a blank after the key";
        }
        return "mend the indentation: keys of one map stand one below the other, each with a colon and a blank";
    }
}
