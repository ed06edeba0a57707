package org.creditconnector.command;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import picocli.CommandLine.TypeConversionException;

/** How words on the command line are read. */
final class Arguments {
    private static final int MOST_LISTED = 100_000;

    private Arguments() {}

    /** Demands that {@code --limit} of a list is a number of lines that can be held and read. */
    static void demandLimit(Action action, int limit) {
        if (limit < 1 || limit > MOST_LISTED) {
            throw action.usage("--limit is " + limit + ", expected 1 to " + MOST_LISTED);
        }
    }

    /** An ISO date that exists. */
    static LocalDate date(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeParseException e) {
            throw new TypeConversionException("'" + text + "' is not a date; write it like 2026-11-21");
        }
    }

    /**
     * A run as people type it.
     *
     * @param target name of the target
     * @param source name of the source
     * @param businessDate its date
     * @param pass from 1
     */
    record RunId(String target, String source, LocalDate businessDate, int pass) {
        /** Reads {@code TARGET/SOURCE/DATE} or {@code TARGET/SOURCE/DATE/PASS}; without pass the first one. */
        static RunId parse(String text) {
            String[] parts = text.split("/", -1);
            String shape =
                    "'" + text + "' is not a run; write it like registry/fineract/2026-11-21/1, as `status` shows it";
            if (parts.length != 3 && parts.length != 4) {
                throw new TypeConversionException(shape);
            }
            try {
                int pass = parts.length == 4 ? Integer.parseInt(parts[3]) : 1;
                return new RunId(parts[0], parts[1], LocalDate.parse(parts[2]), pass);
            } catch (DateTimeParseException | NumberFormatException e) {
                throw new TypeConversionException(shape);
            }
        }

        @Override
        public String toString() {
            return target + "/" + source + "/" + businessDate + "/" + pass;
        }
    }
}
