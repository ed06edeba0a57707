package org.creditconnector.mockregistry;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which arrivals of an operation a fault strikes, counted from 1 since the scenario began. Written as {@code all}, {@code 3},
 * {@code 1-3}, {@code 4-} (from the fourth on) or {@code every 50}; several are separated by commas.
 */
public final class Occurrences {
    private static final Pattern PART =
            Pattern.compile("all|every ([1-9][0-9]{0,8})|([1-9][0-9]{0,8})(-)?([1-9][0-9]{0,8})?");

    private record Part(long first, long last, long step) {
        boolean contains(long number) {
            return number >= first && number <= last && (number - first) % step == 0;
        }
    }

    private final List<Part> parts;

    private Occurrences(List<Part> parts) {
        this.parts = parts;
    }

    /**
     * Reads the text.
     *
     * @throws IllegalArgumentException when it is none of the forms
     */
    public static Occurrences parse(String text) {
        return new Occurrences(
                Pattern.compile(",").splitAsStream(text).map(Occurrences::part).toList());
    }

    private static Part part(String text) {
        Matcher matcher = PART.matcher(text.strip());
        if (!matcher.matches() || (matcher.group(4) != null && matcher.group(3) == null)) {
            throw new IllegalArgumentException(text);
        }
        if (matcher.group(1) != null) {
            long every = Long.parseLong(matcher.group(1));
            return new Part(every, Long.MAX_VALUE, every);
        }
        if (matcher.group(2) == null) {
            return new Part(1, Long.MAX_VALUE, 1);
        }
        long first = Long.parseLong(matcher.group(2));
        if (matcher.group(3) == null) {
            return new Part(first, first, 1);
        }
        long last = matcher.group(4) == null ? Long.MAX_VALUE : Long.parseLong(matcher.group(4));
        if (last < first) {
            throw new IllegalArgumentException(text);
        }
        return new Part(first, last, 1);
    }

    /** Whether the arrival of this number is one of them. */
    public boolean contains(long number) {
        return parts.stream().anyMatch(part -> part.contains(number));
    }
}
