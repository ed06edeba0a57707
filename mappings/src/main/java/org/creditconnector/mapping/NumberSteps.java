package org.creditconnector.mapping;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.List;
import java.util.Set;
import org.creditconnector.record.MissingReason;
import org.jspecify.annotations.Nullable;

/** Steps about numbers: reading them and exact arithmetic. */
final class NumberSteps {
    private static final BigInteger TWO = BigInteger.TWO;
    private static final BigInteger FIVE = BigInteger.valueOf(5);
    /** As many as the record's amounts have. */
    private static final BigDecimal MOST_PLACES = BigDecimal.valueOf(6);

    private static final BigDecimal HALF = new BigDecimal("0.5");

    private NumberSteps() {}

    static Cell.@Nullable Typed decimal(Cell.Typed before, Expression.Call call, StepContext context) {
        if (!context.hasWords(call, 0, 0, "decimal")
                || !context.takes(call, before.kind(), List.of(Kind.TEXT, Kind.NUMBER), "remove the step")) {
            return null;
        }
        Set<String> domain = before.domain();
        if (domain != null) {
            for (String value : domain) {
                if (Numbers.parse(value) == null) {
                    context.problem(
                            call.offset(),
                            MappingRule.MAP_CODES_SYMBOL,
                            "the code table gives \"" + value + "\", expected numbers only");
                    return null;
                }
            }
        }
        return before.then(Kind.NUMBER, NumberSteps::toNumber);
    }

    private static Object toNumber(Object value, Scope scope) {
        BigDecimal number = value instanceof String text ? Numbers.parse(text) : Numbers.number(value);
        return number == null
                ? scope.refuse(
                        MappingRule.MAP_NUMBER,
                        value,
                        "got " + Targets.named(value)
                                + " that is no number, expected digits with a decimal point, without thousands marks; mend the source or the query")
                : number;
    }

    static Cell.@Nullable Typed number(
            Cell.Typed before,
            Expression.Call call,
            StepContext context,
            java.util.function.UnaryOperator<BigDecimal> change) {
        if (!context.hasWords(call, 0, 0, call.name())) {
            return null;
        }
        return arithmetic(before, call, context, change);
    }

    private static Cell.@Nullable Typed arithmetic(
            Cell.Typed before,
            Expression.Call call,
            StepContext context,
            java.util.function.UnaryOperator<BigDecimal> change) {
        if (!context.takes(call, before.kind(), List.of(Kind.NUMBER), "put the step | decimal before it")) {
            return null;
        }
        return before.then(Kind.NUMBER, (value, scope) -> {
            BigDecimal number = Numbers.number(value);
            return number == null ? notANumber(call, value, scope) : change.apply(number);
        });
    }

    private static Object notANumber(Expression.Call call, Object value, Scope scope) {
        return scope.refuse(
                MappingRule.MAP_TYPE,
                value,
                "the step " + call.name() + " got " + Targets.named(value)
                        + ", expected a number; put the step | decimal before it");
    }

    static Cell.@Nullable Typed divideBy(Cell.Typed before, Expression.Call call, StepContext context) {
        BigDecimal divisor = factor(call, context);
        if (divisor == null) {
            return null;
        }
        BigInteger digits = divisor.stripTrailingZeros().unscaledValue().abs();
        while (digits.mod(TWO).signum() == 0) {
            digits = digits.divide(TWO);
        }
        while (digits.mod(FIVE).signum() == 0) {
            digits = digits.divide(FIVE);
        }
        if (!digits.equals(BigInteger.ONE)) {
            context.problem(
                    call.offset(),
                    MappingRule.MAP_STEP_ARGUMENT,
                    "dividing by " + divisor + " has no exact result, expected a number made of twos and fives only,"
                            + " such as 100");
            return null;
        }
        return arithmetic(before, call, context, number -> number.divide(divisor));
    }

    /** Takes the dust of binary fractions away and nothing else: what is further from a round figure than said is no dust. */
    static Cell.@Nullable Typed round(Cell.Typed before, Expression.Call call, StepContext context) {
        String form = "round PLACES within AMOUNT, such as round 2 within 0.0001";
        if (!context.hasWords(call, 3, 3, form)) {
            return null;
        }
        BigDecimal places = Numbers.parse(call.words().get(0).text());
        BigDecimal dust = Numbers.parse(call.words().get(2).text());
        if (places == null
                || places.stripTrailingZeros().scale() > 0
                || places.compareTo(BigDecimal.ZERO) < 0
                || places.compareTo(MOST_PLACES) > 0
                || !call.words().get(1).text().equals("within")
                || dust == null
                || dust.signum() <= 0
                || dust.movePointRight(places.intValueExact()).compareTo(HALF) >= 0) {
            context.problem(
                    call.offset(),
                    MappingRule.MAP_STEP_ARGUMENT,
                    "got \"" + call.argument() + "\", expected " + form
                            + ": 0 to 6 places, and less than half of the last of them");
            return null;
        }
        int scale = places.intValueExact();
        if (!context.takes(call, before.kind(), List.of(Kind.NUMBER), "put the step | decimal before it")) {
            return null;
        }
        return before.then(Kind.NUMBER, (value, scope) -> {
            BigDecimal number = Numbers.number(value);
            if (number == null) {
                return notANumber(call, value, scope);
            }
            BigDecimal round = number.setScale(scale, RoundingMode.HALF_EVEN);
            return round.subtract(number).abs().compareTo(dust) > 0
                    ? scope.refuse(
                            MappingRule.MAP_NARROWING,
                            value,
                            "the number is further than " + dust.toPlainString() + " from one with " + scale
                                    + " decimal places; that is no dust, correct the step or the source")
                    : round;
        });
    }

    static Cell.@Nullable Typed times(Cell.Typed before, Expression.Call call, StepContext context) {
        BigDecimal factor = factor(call, context);
        return factor == null ? null : arithmetic(before, call, context, number -> number.multiply(factor));
    }

    private static @Nullable BigDecimal factor(Expression.Call call, StepContext context) {
        if (!context.hasWords(call, 1, 1, call.name() + " NUMBER")) {
            return null;
        }
        BigDecimal factor = Numbers.parse(call.argument());
        if (factor == null || factor.signum() == 0) {
            context.problem(
                    call.offset(),
                    MappingRule.MAP_STEP_ARGUMENT,
                    "got \"" + call.argument() + "\", expected a number other than zero after " + call.name());
            return null;
        }
        return factor;
    }

    /** Adds a column; nothing there counts as nothing to add, nothing at all stays nothing. */
    static Cell.@Nullable Typed sum(Cell.Typed before, Expression.Call call, StepContext context, boolean negate) {
        if (!context.hasWords(call, 1, 1, call.name() + " COLUMN")
                || !context.takes(call, before.kind(), List.of(Kind.NUMBER), "put the step | decimal before it")) {
            return null;
        }
        Columns.Place place = context.columns().find(call.words().get(0));
        if (place == null) {
            return null;
        }
        Cell other = Steps.column(place);
        Cell first = before.cell();
        return before.with(
                scope -> {
                    Object left = first.value(scope);
                    Object right = other.value(scope);
                    if (left == Cell.BAD || right == null) {
                        return left;
                    }
                    Object added = toNumber(right, scope);
                    if (!(added instanceof BigDecimal number)) {
                        return Cell.BAD;
                    }
                    BigDecimal signed = negate ? number.negate() : number;
                    if (left == null || left instanceof MissingReason) {
                        return signed;
                    }
                    BigDecimal base = Numbers.number(left);
                    return base == null ? notANumber(call, left, scope) : base.add(signed);
                },
                Kind.NUMBER);
    }
}
