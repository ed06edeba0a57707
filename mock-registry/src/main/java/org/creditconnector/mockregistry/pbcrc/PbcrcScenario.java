package org.creditconnector.mockregistry.pbcrc;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.creditconnector.mockregistry.Occurrences;
import org.creditconnector.mockregistry.YamlPage;
import org.jspecify.annotations.Nullable;

/**
 * How the central bank's registry behaves. A page has {@code description}, {@code feedback-after} (looks into the outbox before a
 * feedback is there, 0 by default) and {@code faults}: {@code do}, {@code occurrences} (files, or records for
 * {@code unknown-branch}, counted from 1 since the page was put) and, for {@code late-feedback}, {@code looks}.
 *
 * @param feedbackAfter looks that find nothing yet
 * @param faults all that strike count
 */
record PbcrcScenario(int feedbackAfter, List<Rule> faults) {
    private static final int MOST_LOOKS = 1_000_000;
    static final PbcrcScenario ALL_WELL = new PbcrcScenario(0, List.of());

    /**
     * One fault.
     *
     * @param looks how many looks later, for {@link PbcrcFault#LATE_FEEDBACK}
     */
    record Rule(PbcrcFault fault, Occurrences occurrences, int looks) {}

    /** Whether a fault strikes the given arrival of a file or record. */
    boolean strikes(PbcrcFault fault, long arrival) {
        return rule(fault, arrival) != null;
    }

    /** Looks until the feedback to an arrival is there. */
    int looks(long arrival) {
        Rule late = rule(PbcrcFault.LATE_FEEDBACK, arrival);
        return feedbackAfter + (late == null ? 0 : late.looks());
    }

    private @Nullable Rule rule(PbcrcFault fault, long arrival) {
        for (Rule rule : faults) {
            if (rule.fault() == fault && rule.occurrences().contains(arrival)) {
                return rule;
            }
        }
        return null;
    }

    /**
     * Reads a page.
     *
     * @param file how errors call it
     * @throws org.creditconnector.mockregistry.ScenarioException with all problems
     */
    static PbcrcScenario read(String file, String yaml) {
        YamlPage page = new YamlPage(file);
        YamlPage.Section root = page.root(yaml);
        if (root == null) {
            page.finish();
            throw new IllegalStateException("a page without a mapping has a problem");
        }
        root.needed("description");
        int feedbackAfter = looks(root.get("feedback-after"), 0);
        List<Rule> faults = new ArrayList<>();
        YamlPage.Value written = root.get("faults");
        for (YamlPage.Section section : written == null ? List.<YamlPage.Section>of() : written.sections()) {
            Rule rule = rule(section);
            section.noOthers();
            if (rule != null) {
                faults.add(rule);
            }
        }
        root.noOthers();
        page.finish();
        return new PbcrcScenario(feedbackAfter, List.copyOf(faults));
    }

    private static @Nullable Rule rule(YamlPage.Section section) {
        String id = section.needed("do");
        PbcrcFault fault = PbcrcFault.of(id);
        if (fault == null) {
            section.bad("do is " + id + ", expected one of "
                    + Arrays.stream(PbcrcFault.values()).map(PbcrcFault::id).collect(Collectors.joining(", ")));
        }
        YamlPage.Value when = section.get("occurrences");
        Occurrences occurrences = null;
        String text = when == null ? "all" : when.text();
        try {
            occurrences = Occurrences.parse(text);
        } catch (IllegalArgumentException e) {
            section.bad("occurrences is " + text + ", expected all, 3, 1-3, 4-, every 50, or a list of these");
        }
        int looks = looks(section.get("looks"), 1);
        return fault == null || occurrences == null ? null : new Rule(fault, occurrences, looks);
    }

    private static int looks(YamlPage.@Nullable Value value, int standard) {
        if (value == null) {
            return standard;
        }
        try {
            int looks = Integer.parseInt(value.text());
            if (looks >= 0 && looks <= MOST_LOOKS) {
                return looks;
            }
        } catch (NumberFormatException e) {
            // Told below, with the numbers out of range.
        }
        value.bad("expected a number of looks, 0 to " + MOST_LOOKS);
        return standard;
    }
}
