package org.creditconnector.mockregistry;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads a scenario page. Its keys are described in the module's README; anything else in a page is an error with its place. */
final class ScenarioReader {
    private static final String ON_RELEASE = "on-release";
    private static final Set<FaultAction> WITH_STATUS =
            Set.of(FaultAction.UNAVAILABLE, FaultAction.ERROR_BEFORE_EFFECT, FaultAction.ERROR_AFTER_EFFECT);

    private final String name;
    private final YamlPage page;

    private ScenarioReader(String name, String file) {
        this.name = name;
        this.page = new YamlPage(file);
    }

    /**
     * Reads a page.
     *
     * @param name name the scenario goes by
     * @param file how errors call the page
     * @throws ScenarioException with all problems of the page
     */
    static Scenario read(String name, String file, String yaml) {
        return new ScenarioReader(name, file).read(yaml);
    }

    private Scenario read(String yaml) {
        YamlPage.Section root = page.root(yaml);
        if (root == null) {
            page.finish();
            throw new IllegalStateException("a page without a mapping has a problem");
        }
        String description = root.needed("description");
        Duration delay = feedbackDelay(root.get("feedback-delay"));
        YamlPage.Value token = root.get("bearer-token");
        String bearerToken = token == null ? null : token.text();
        long maxBytes = number(root.get("max-package-bytes"), Scenario.DEFAULT_MAX_PACKAGE_BYTES, 1, Integer.MAX_VALUE);
        List<FaultRule> faults = sections(root.get("faults"), this::fault);
        List<RejectRule> rejects = sections(root.get("rejects"), this::reject);
        Set<Lack> lacks = lacks(root.get("lacks"));
        root.noOthers();
        page.finish();
        return new Scenario(name, description.strip(), delay, bearerToken, maxBytes, faults, rejects, lacks);
    }

    private static Set<Lack> lacks(YamlPage.@Nullable Value value) {
        Set<Lack> lacks = EnumSet.noneOf(Lack.class);
        if (value != null) {
            for (String id : value.texts()) {
                Lack lack = Lack.of(id);
                if (lack == null) {
                    value.bad("is " + id + ", expected some of " + list(Lack.values(), Lack::id));
                } else {
                    lacks.add(lack);
                }
            }
        }
        return lacks;
    }

    private static <T> List<T> sections(YamlPage.@Nullable Value value, Function<YamlPage.Section, @Nullable T> each) {
        List<T> read = new ArrayList<>();
        if (value != null) {
            for (YamlPage.Section section : value.sections()) {
                T one = each.apply(section);
                section.noOthers();
                if (one != null) {
                    read.add(one);
                }
            }
        }
        return List.copyOf(read);
    }

    private @Nullable Duration feedbackDelay(YamlPage.@Nullable Value value) {
        return value != null && value.text().equals(ON_RELEASE) ? null : duration(value, Duration.ZERO);
    }

    private @Nullable FaultRule fault(YamlPage.Section section) {
        String operationId = section.needed("on");
        Operation operation = Operation.of(operationId);
        if (operation == null) {
            section.bad("on is " + operationId + ", expected one of " + list(Operation.values(), Operation::id));
        }
        String actionId = section.needed("do");
        FaultAction action = FaultAction.of(actionId);
        if (action == null) {
            section.bad("do is " + actionId + ", expected one of " + list(FaultAction.values(), FaultAction::id));
        }
        Occurrences occurrences = occurrences(section.get("occurrences"));
        if (operation == null || action == null || occurrences == null) {
            section.get("status");
            section.get("retry-after");
            section.get("delay");
            return null;
        }
        int status = 0;
        if (WITH_STATUS.contains(action)) {
            int usual = action == FaultAction.UNAVAILABLE ? 503 : 500;
            status = (int) number(section.get("status"), usual, 400, 599);
        }
        int retryAfter = 0;
        if (action == FaultAction.UNAVAILABLE) {
            retryAfter = (int) number(section.get("retry-after"), 1, 0, 86_400);
            if (status != 503 && status != 429) {
                section.bad("status is " + status + ", expected 503 or 429 with Retry-After");
            }
        }
        Duration delay = Duration.ZERO;
        if (action == FaultAction.SLOW_ANSWER) {
            section.needed("delay");
            delay = duration(section.get("delay"), Duration.ZERO);
        }
        if (action == FaultAction.WRONG_TOTALS
                && operation != Operation.LIST_FEEDBACK
                && operation != Operation.GET_STATEMENT) {
            section.bad("wrong-totals is possible on listFeedback and getStatement");
        }
        if (action == FaultAction.REFUSE_DUPLICATE && operation != Operation.PUT_PACKAGE) {
            section.bad("refuse-duplicate is possible on putPackage");
        }
        return new FaultRule(operation, occurrences, action, status, retryAfter, delay);
    }

    private static @Nullable Occurrences occurrences(YamlPage.@Nullable Value value) {
        String text = value == null ? "all" : String.join(",", value.texts());
        try {
            return Occurrences.parse(text);
        } catch (IllegalArgumentException e) {
            if (value != null) {
                value.bad("is " + e.getMessage() + ", expected all, a number, 1-3, 4- or every 50");
            }
            return null;
        }
    }

    private @Nullable RejectRule reject(YamlPage.Section section) {
        String code = section.needed("code");
        String message = section.needed("message");
        YamlPage.Value field = section.get("field");
        YamlPage.Value subjects = section.get("subjects");
        YamlPage.Value pattern = section.get("subject-matches");
        YamlPage.Value kinds = section.get("kinds");
        YamlPage.Value where = section.get("where");
        var finding = new RuleFinding(code, field == null ? null : field.text(), message);
        return new RejectRule(
                finding,
                subjects == null ? Set.of() : Set.copyOf(subjects.texts()),
                pattern == null ? null : pattern(pattern),
                kinds == null ? Set.of() : Set.copyOf(kinds.texts()),
                sections(where, this::condition));
    }

    private @Nullable FieldCondition condition(YamlPage.Section section) {
        String field = section.needed("field");
        FieldCondition found = null;
        int tests = 0;
        for (FieldCondition.Test test : FieldCondition.Test.values()) {
            YamlPage.Value operand = section.get(test.key());
            if (operand != null) {
                tests++;
                check(test, operand);
                found = new FieldCondition(List.of(field.split("\\.")), test, operand.text());
            }
        }
        if (tests != 1) {
            section.bad("expected exactly one of " + list(FieldCondition.Test.values(), FieldCondition.Test::key));
        }
        return found;
    }

    private static void check(FieldCondition.Test test, YamlPage.Value operand) {
        switch (test) {
            case ABOVE, BELOW -> {
                try {
                    new BigDecimal(operand.text());
                } catch (NumberFormatException e) {
                    operand.bad("is " + operand.text() + ", expected a number");
                }
            }
            case MATCHES -> pattern(operand);
            case MISSING -> {
                if (!Set.of("true", "false").contains(operand.text())) {
                    operand.bad("is " + operand.text() + ", expected true or false");
                }
            }
            case EQUALS, NOT_EQUALS -> operand.text();
        }
    }

    private static @Nullable Pattern pattern(YamlPage.Value value) {
        try {
            return Pattern.compile(value.text());
        } catch (PatternSyntaxException e) {
            value.bad("is no regular expression: " + e.getDescription());
            return null;
        }
    }

    private static Duration duration(YamlPage.@Nullable Value value, Duration usual) {
        if (value == null) {
            return usual;
        }
        try {
            return Durations.parse(value.text());
        } catch (IllegalArgumentException e) {
            value.bad("is " + value.text() + ", " + e.getMessage());
            return usual;
        }
    }

    private static long number(YamlPage.@Nullable Value value, long usual, long lowest, long highest) {
        if (value == null) {
            return usual;
        }
        String text = value.text();
        long number = text.matches("[0-9]{1,15}") ? Long.parseLong(text) : -1;
        if (number < lowest || number > highest) {
            value.bad("is " + text + ", expected a number from " + lowest + " to " + highest);
            return usual;
        }
        return number;
    }

    private static <T> String list(T[] values, Function<T, String> id) {
        return Arrays.stream(values).map(id).collect(Collectors.joining(", "));
    }
}
