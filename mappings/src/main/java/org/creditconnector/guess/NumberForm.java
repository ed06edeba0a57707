package org.creditconnector.guess;

import java.math.BigDecimal;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How the numbers of a text column are written.
 *
 * @param shape separators
 * @param sign a sign of currency or percent that stands beside them; empty where none does
 * @param doubtful whether a separator could mean thousands or places
 */
record NumberForm(Shape shape, String sign, boolean doubtful) {
    /** Which separators. */
    enum Shape {
        /** 1234.56, also 1e+05. */
        PLAIN("[-+]?[0-9]+(?:\\.[0-9]*)?(?:[eE][-+]?[0-9]+)?|[-+]?\\.[0-9]+"),
        /** 1,234.56. */
        COMMA_THOUSANDS("[-+]?[0-9]{1,3}(?:,[0-9]{3})*(?:\\.[0-9]+)?"),
        /** 1.234,56. */
        POINT_THOUSANDS("[-+]?[0-9]{1,3}(?:\\.[0-9]{3})*(?:,[0-9]+)?"),
        /** 1234,56. */
        COMMA_PLACES("[-+]?[0-9]+(?:,[0-9]+)?");

        private final Pattern pattern;

        Shape(String pattern) {
            this.pattern = Pattern.compile(pattern);
        }
    }

    private static final Pattern SIGN = Pattern.compile("[¥￥$€£%％]");
    private static final double NEARLY_ALL = 0.98;

    /** The form that nearly all values share; null where they are no numbers. */
    static @Nullable NumberForm of(List<String> values) {
        if (values.isEmpty()) {
            return null;
        }
        var found = SIGN.matcher(String.join("", values.subList(0, Math.min(20, values.size()))));
        String sign = found.find() ? found.group() : "";
        List<String> bare = values.stream()
                .map(value -> sign.isEmpty() ? value : value.replace(sign, "").strip())
                .toList();
        for (Shape shape : Shape.values()) {
            long fit = bare.stream()
                    .filter(value -> shape.pattern.matcher(value).matches())
                    .count();
            if (fit >= NEARLY_ALL * bare.size()) {
                boolean doubtful = shape == Shape.COMMA_THOUSANDS
                        && bare.stream()
                                .noneMatch(value -> value.contains(".") || value.indexOf(',') != value.lastIndexOf(','))
                        && bare.stream().anyMatch(value -> value.contains(","));
                // 12.500 is twelve and a half, or twelve thousand and five hundred where a comma stands before cents.
                doubtful |= shape == Shape.PLAIN
                        && bare.stream().anyMatch(value -> value.contains("."))
                        && bare.stream()
                                .filter(value -> value.contains("."))
                                .allMatch(value -> value.matches("-?[1-9][0-9]{0,2}\\.[0-9]{3}"));
                return new NumberForm(shape, sign, doubtful);
            }
        }
        return null;
    }

    /** Whether one of the values is written with places, be they zeros. */
    boolean hasPlaces(List<String> values) {
        String point = shape == Shape.PLAIN || shape == Shape.COMMA_THOUSANDS ? "." : ",";
        return values.stream().anyMatch(value -> value.contains(point));
    }

    boolean isPercent() {
        return sign.equals("%") || sign.equals("％");
    }

    /** The expression that writes them with a decimal point and nothing else. */
    String plainSql(String column) {
        String bare = sign.isEmpty() ? column : "replace(" + column + ", '" + sign + "', '')";
        return switch (shape) {
            case PLAIN -> bare;
            case COMMA_THOUSANDS -> "replace(" + bare + ", ',', '')";
            case POINT_THOUSANDS -> "replace(replace(" + bare + ", '.', ''), ',', '.')";
            case COMMA_PLACES -> "replace(" + bare + ", ',', '.')";
        };
    }

    /** The number of a value; null where it is none. */
    @Nullable BigDecimal value(String text) {
        String bare = sign.isEmpty() ? text : text.replace(sign, "").strip();
        String plain = switch (shape) {
            case PLAIN -> bare;
            case COMMA_THOUSANDS -> bare.replace(",", "");
            case POINT_THOUSANDS -> bare.replace(".", "").replace(',', '.');
            case COMMA_PLACES -> bare.replace(',', '.');
        };
        try {
            return plain.length() > 60 ? null : new BigDecimal(plain);
        } catch (NumberFormatException none) {
            return null;
        }
    }
}
