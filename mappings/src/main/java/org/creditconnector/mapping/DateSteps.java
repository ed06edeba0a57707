package org.creditconnector.mapping;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The step {@code date}: text by a pattern, time stamps by leaving the time out. Impossible dates are refused, never moved. */
final class DateSteps {
    private static final Pattern YEARS = Pattern.compile("[yu]+");
    private static final Pattern PIVOT = Pattern.compile("(.*\\S)\\s+pivot\\s+([0-9]{4})");

    /** Java's own form takes years of five digits with a sign, too. */
    private static final int ISO_LENGTH = 10;

    private DateSteps() {}

    static Cell.@Nullable Typed date(Cell.Typed before, Expression.Call call, StepContext context) {
        if (call.words().isEmpty()) {
            if (!context.takes(
                    call,
                    before.kind(),
                    List.of(Kind.DATE, Kind.TIMESTAMP),
                    "text needs a pattern, such as | date yyyy-MM-dd")) {
                return null;
            }
            return before.then(Kind.DATE, (value, scope) -> {
                LocalDate day = day(value);
                return day == null
                        ? scope.refuse(
                                MappingRule.MAP_TYPE,
                                value,
                                "the step date got " + Targets.named(value)
                                        + ", expected a date or time stamp; text needs a pattern, such as | date yyyy-MM-dd")
                        : day;
            });
        }
        if (!context.takes(call, before.kind(), List.of(Kind.TEXT), "remove the pattern")) {
            return null;
        }
        DateTimeFormatter format = format(call, context);
        if (format == null) {
            return null;
        }
        String pattern = call.argument();
        return before.then(Kind.DATE, (value, scope) -> {
            LocalDate day = value instanceof String text ? parse(text, format) : day(value);
            return day == null
                    ? scope.refuse(
                            MappingRule.MAP_DATE,
                            value,
                            "the value is no calendar date of the form " + pattern + "; mend the source or the pattern")
                    : day;
        });
    }

    private static @Nullable LocalDate day(Object value) {
        if (value instanceof LocalDate day) {
            return day;
        }
        return value instanceof LocalDateTime time ? time.toLocalDate() : null;
    }

    static @Nullable LocalDate parse(String text, DateTimeFormatter format) {
        try {
            return LocalDate.parse(text, format);
        } catch (DateTimeException impossible) {
            return null;
        }
    }

    /** A date with a year of four digits, {@code 2024-05-31}; null where the text is none. */
    static @Nullable LocalDate iso(String text) {
        return text.length() == ISO_LENGTH ? parse(text, DateTimeFormatter.ISO_LOCAL_DATE) : null;
    }

    private static @Nullable DateTimeFormatter format(Expression.Call call, StepContext context) {
        Format read = format(call.argument());
        if (read.format() == null) {
            context.problem(
                    call.offset(),
                    read.rule(),
                    "the pattern " + PIVOT.matcher(call.argument()).replaceFirst("$1") + " " + read.problem());
        }
        return read.format();
    }

    /**
     * A pattern as read.
     *
     * @param format null where it cannot be read
     * @param rule what it breaks then
     * @param problem and how, after the words "the pattern so-and-so"
     */
    record Format(@Nullable DateTimeFormatter format, MappingRule rule, String problem) {
        private static Format broken(String problem) {
            return new Format(null, MappingRule.MAP_STEP_ARGUMENT, problem);
        }
    }

    /** Reads {@code PATTERN} or {@code PATTERN pivot YEAR}. */
    static Format format(String written) {
        String pattern = written;
        Integer pivot = null;
        Matcher withPivot = PIVOT.matcher(pattern);
        if (withPivot.matches()) {
            pattern = withPivot.group(1);
            pivot = Integer.valueOf(withPivot.group(2));
        }
        Matcher years = YEARS.matcher(pattern);
        if (!years.find() || !pattern.contains("M") || !pattern.contains("d")) {
            return Format.broken("needs a year, a month and a day, such as yyyy-MM-dd");
        }
        if (years.group().length() == 2 && pivot == null) {
            if (pattern.contains(" ") && years.end() < pattern.length() && pattern.contains(" p")) {
                return Format.broken(
                        "needs the word pivot and a year of four digits, such as | date dd.MM.yy pivot 1950");
            }
            return new Format(
                    null,
                    MappingRule.MAP_TWO_DIGIT_YEAR,
                    "has a year of two digits; write the first year that it can mean, such as | date " + pattern
                            + " pivot 1950");
        }
        if (years.group().length() != 2 && years.group().length() != 4) {
            return Format.broken("needs yyyy, or yy with a pivot");
        }
        if (years.group().length() == 4 && pivot != null) {
            return Format.broken("has a year of four digits, so that the pivot means nothing; remove it");
        }
        try {
            return new Format(build(pattern, years, pivot), MappingRule.MAP_STEP_ARGUMENT, "");
        } catch (IllegalArgumentException unfit) {
            return Format.broken("cannot be read: " + unfit.getMessage() + "; use yyyy MM dd, HH mm ss and signs");
        }
    }

    private static DateTimeFormatter build(String pattern, Matcher years, @Nullable Integer pivot) {
        DateTimeFormatterBuilder builder = new DateTimeFormatterBuilder().parseCaseInsensitive();
        if (years.start() > 0) {
            builder.appendPattern(pattern.substring(0, years.start()));
        }
        if (pivot == null) {
            builder.appendValue(ChronoField.YEAR, 4);
        } else {
            builder.appendValueReduced(ChronoField.YEAR, 2, 2, pivot);
        }
        if (years.end() < pattern.length()) {
            builder.appendPattern(pattern.substring(years.end()));
        }
        return builder.toFormatter(Locale.ENGLISH).withResolverStyle(ResolverStyle.STRICT);
    }
}
