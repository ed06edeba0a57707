package org.creditconnector.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.creditconnector.delivery.Holding;
import org.creditconnector.delivery.Utf8;
import org.creditconnector.ledger.HoldingsMerge.Difference;
import org.creditconnector.ledger.HoldingsMerge.Kind;
import org.creditconnector.totals.Amounts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Two listings side by side. */
class HoldingsMergeTest {
    private static final LocalDate DAY = LocalDate.of(2026, 3, 2);

    @Test
    void whatOnlyOneSideHoldsIsNamedAtBeginningMiddleAndEnd() {
        List<Holding> ours = List.of(item("A", "a"), item("C", "c1"), item("C", "c2"), item("E", "e"));
        List<Holding> theirs = List.of(item("B", "b"), item("C", "c2"), item("C", "c3"), item("F", "f"));
        assertThat(compared(ours, theirs))
                .containsExactly(
                        "MISSING a []", "EXTRA b []", "MISSING c1 []", "EXTRA c3 []", "MISSING e []", "EXTRA f []");
        assertThat(compared(ours, ours)).isEmpty();
        assertThat(compared(List.of(), ours)).hasSize(4).allMatch(line -> line.startsWith("EXTRA"));
        assertThat(compared(ours, List.of())).hasSize(4).allMatch(line -> line.startsWith("MISSING"));
    }

    @ParameterizedTest
    @CsvSource({
        "100, USD, 0, [currency]",
        "100.5, CNY, 0, [principal]",
        "100.00, CNY, 0, []",
        "100, CNY, 1, '[reportDate, paid]'"
    })
    void anItemIsAlteredInWhatItIsHeldWith(String principal, String currency, int days, String fields) {
        Holding their = new Holding(
                "A",
                "a",
                DAY.plusDays(days),
                1,
                "other digest",
                currency,
                new Amounts(new BigDecimal(principal), null, null, null, days == 0 ? null : BigDecimal.ONE));
        String expected = fields.equals("[]") ? "ALTERED a [itemDigest]" : "ALTERED a " + fields;
        assertThat(compared(List.of(item("A", "a")), List.of(their))).containsExactly(expected);
    }

    @Test
    void anItemWhoseDigestWasNeverNotedIsComparedWithoutIt() {
        Holding ours = new Holding("A", "a", DAY, 1, null, "CNY", amounts());
        assertThat(compared(List.of(ours), List.of(item("A", "a")))).isEmpty();
    }

    @Test
    void listingsAreFollowedInTheOrderOfUtf8() {
        String above = "\uD83D\uDCB0"; // above U+FF21 by code point, below it by UTF-16 unit
        List<Holding> ours = List.of(item("\uFF21", "a"), item(above, "b"));
        assertThat(compared(ours, List.of(item(above, "b")))).containsExactly("MISSING a []");
    }

    @Test
    void whatIsFoundIsTheDifferenceOfTheSets() {
        Random random = new Random(7);
        for (int round = 0; round < 200; round++) {
            Set<String> left = subset(random);
            Set<String> right = subset(random);
            List<String> expected = new ArrayList<>();
            for (String one : new TreeSet<>(union(left, right))) {
                if (!right.contains(one)) {
                    expected.add("MISSING " + one + " []");
                } else if (!left.contains(one)) {
                    expected.add("EXTRA " + one + " []");
                }
            }
            List<String> found = compared(listing(left), listing(right));
            Collections.sort(found);
            Collections.sort(expected);
            assertThat(found).isEqualTo(expected);
        }
    }

    private static Set<String> subset(Random random) {
        Set<String> subset = new HashSet<>();
        for (int i = 0; i < 30; i++) {
            subset.add("s" + random.nextInt(12) + "-" + random.nextInt(3));
        }
        return subset;
    }

    private static Set<String> union(Set<String> left, Set<String> right) {
        Set<String> union = new HashSet<>(left);
        union.addAll(right);
        return union;
    }

    private static List<Holding> listing(Set<String> ids) {
        return ids.stream()
                .map(id -> item(id.split("-")[0], id))
                .sorted(Holding.ORDER)
                .toList();
    }

    @Test
    void theOrderOfTextsIsThatOfTheirBytes() {
        String[] texts = {
            "", "A", "AB", "a", "\u00e9", "\uD7FF", "\uE000", "\uFF21", "\uFFFF", "\uD800\uDC00", "\uDBFF\uDFFF"
        };
        for (String left : texts) {
            for (String right : texts) {
                int byBytes = Arrays.compareUnsigned(
                        left.getBytes(java.nio.charset.StandardCharsets.UTF_8),
                        right.getBytes(java.nio.charset.StandardCharsets.UTF_8));
                assertThat(Integer.signum(Utf8.ORDER.compare(left, right)))
                        .as("%s and %s", left, right)
                        .isEqualTo(Integer.signum(byBytes));
            }
        }
    }

    private static List<String> compared(List<Holding> ours, List<Holding> theirs) {
        List<String> found = new ArrayList<>();
        HoldingsMerge.compare(ours.iterator(), theirs.iterator(), one -> found.add(line(one)));
        return found;
    }

    private static String line(Difference one) {
        assertThat(one.fields().isEmpty()).isEqualTo(one.kind() != Kind.ALTERED);
        return one.kind() + " " + one.holding().itemId() + " " + one.fields();
    }

    private static Holding item(String subject, String itemId) {
        return new Holding(subject, itemId, DAY, 1, "digest", "CNY", amounts());
    }

    private static Amounts amounts() {
        return new Amounts(new BigDecimal("100"), null, null, null, null);
    }
}
