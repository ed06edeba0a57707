package org.creditconnector.registry.pbcrc.message;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One message as the rules across fields look at it. What is missing or malformed is not their business: it gives -1, 0 or null. */
final class Facts {
    private final Message message;
    private final FileHeader header;

    Facts(Message message, FileHeader header) {
        this.message = message;
        this.header = header;
    }

    FileHeader header() {
        return header;
    }

    /** A segment, also as the content of a correction; null when it is not there. */
    @Nullable Parts content(String tag) {
        return message.content(tag);
    }

    /** The first segment: it says what the record is about. */
    @Nullable Parts base() {
        return message.segments().isEmpty() ? null : message.segments().get(0);
    }

    Message message() {
        return message;
    }

    /** Account type; empty when there is none. */
    String type() {
        String type = message.value("AcctType");
        return type == null ? "" : type;
    }

    /** Time point; empty in corrections. */
    String timePoint() {
        String code = message.value("RptDateCode");
        return code == null ? "" : code;
    }

    /** Report date as 20240430; 0 when it is none. */
    int reportDay() {
        return day(base(), "RptDate");
    }

    /** A date as 20240430; 0 when it is none. */
    static int day(@Nullable Parts parts, String tag) {
        String value = parts == null ? null : parts.value(tag);
        return value == null ? 0 : ValueType.day(value);
    }

    /** A whole number; -1 when it is none. */
    static long number(@Nullable Parts parts, String tag) {
        return number(parts == null ? null : parts.value(tag));
    }

    /** A whole number; -1 when it is none. */
    static long number(@Nullable String value) {
        if (value == null || value.length() > 18 || !ValueType.digits(value, 0, value.length())) {
            return -1;
        }
        return Long.parseLong(value);
    }

    static boolean is(@Nullable Parts parts, String tag, String value) {
        return parts != null && value.equals(parts.value(tag));
    }

    static boolean has(@Nullable Parts parts, String tag) {
        return parts != null && parts.value(tag) != null;
    }

    /** Whether a date lies before any of the others that are there. */
    static boolean before(int day, @Nullable Parts parts, String... tags) {
        if (day == 0 || parts == null) {
            return false;
        }
        for (String tag : tags) {
            int other = day(parts, tag);
            if (other > 0 && day < other) {
                return true;
            }
        }
        return false;
    }

    /** Whether a date lies after any of the others that are there. */
    static boolean after(int day, @Nullable Parts parts, String... tags) {
        if (day == 0 || parts == null) {
            return false;
        }
        for (String tag : tags) {
            int other = day(parts, tag);
            if (other > 0 && day > other) {
                return true;
            }
        }
        return false;
    }

    static List<Group> groups(@Nullable Parts parts, String tag) {
        return parts == null ? List.of() : parts.groups(tag);
    }

    /** Days from one date to another, both as 20240430. */
    static long days(int from, int to) {
        return ChronoUnit.DAYS.between(date(from), date(to));
    }

    private static LocalDate date(int day) {
        return LocalDate.of(day / 10000, day / 100 % 100, day % 100);
    }

    /** Whether kind and number of two documents are there and equal. */
    static boolean same(
            @Nullable Parts one,
            String kind,
            String number,
            @Nullable Parts other,
            String otherKind,
            String otherNumber) {
        if (one == null || other == null) {
            return false;
        }
        String thisNumber = one.value(number);
        String thisKind = one.value(kind);
        return thisNumber != null
                && thisNumber.equals(other.value(otherNumber))
                && thisKind != null
                && thisKind.equals(other.value(otherKind));
    }
}
