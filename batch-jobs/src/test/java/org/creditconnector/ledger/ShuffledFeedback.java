package org.creditconnector.ledger;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;

/** What a registry might answer about some packages, as it would stand on the wire: in a strange order, in parts, twice, wrong and cut. */
final class ShuffledFeedback {
    /** What must become of a letter, whatever the order. */
    enum End {
        APPLIED,
        SUPERSEDED,
        QUARANTINED
    }

    /**
     * A package as the registry judges it.
     *
     * @param name short name, for feedback ids
     * @param packageId its id
     * @param verdicts true for accepted, by item id
     * @param principals principal of each item with a record, by item id
     */
    record Judged(String name, String packageId, Map<String, Boolean> verdicts, Map<String, BigDecimal> principals) {}

    private final Random random;
    private final Map<String, End> ends = new LinkedHashMap<>();

    ShuffledFeedback(long seed) {
        this.random = new Random(seed);
    }

    /** What must become of each letter, by its text. */
    Map<String, End> ends() {
        return ends;
    }

    Random random() {
        return random;
    }

    /** The letters of a registry without faults, one for each package. */
    static List<String> clean(List<Judged> packages) {
        return packages.stream()
                .map(one -> letter(one.name(), one, one.verdicts()))
                .toList();
    }

    /** Letters that say the same in all, shuffled and some of them more than once. */
    List<String> letters(List<Judged> packages) {
        int troubled = random.nextInt(packages.size());
        for (Judged one : packages) {
            if (one != packages.get(troubled) && random.nextInt(3) > 0) {
                add(letter(one.name(), one, one.verdicts()), End.APPLIED);
                continue;
            }
            boolean inParts = one.verdicts().size() > 1 && random.nextBoolean();
            if (inParts) {
                List<String> items = new ArrayList<>(one.verdicts().keySet());
                Collections.shuffle(items, random);
                int cut = 1 + random.nextInt(items.size() - 1);
                add(letter(one.name() + "-part1", one, of(one, items.subList(0, cut))), End.APPLIED);
                add(letter(one.name() + "-part2", one, of(one, items.subList(cut, items.size()))), End.APPLIED);
            }
            boolean whole = !inParts || random.nextInt(4) == 0;
            if (whole) {
                add(letter(one.name(), one, one.verdicts()), End.APPLIED);
            }
            if (random.nextInt(3) == 0) {
                add(letter(one.name() + "-again", one, one.verdicts()), End.APPLIED);
            }
            if (random.nextInt(3) == 0) {
                String id = random.nextBoolean() ? one.name() : one.name() + "-sums";
                add(letter(id, one, one.verdicts()).replace("\"items\":", "\"items\":1"), End.SUPERSEDED);
            }
            if (random.nextInt(4) == 0) {
                String id = random.nextBoolean() ? one.name() : one.name() + "-counts";
                add(letter(id, one, one.verdicts()).replace("\"accepted\":", "\"accepted\":7"), End.SUPERSEDED);
            }
            if (whole && random.nextInt(3) == 0) {
                String text = letter(one.name(), one, one.verdicts());
                add(text.substring(0, text.indexOf(",\"verdicts\"")) + "}", End.SUPERSEDED);
            }
            if (random.nextInt(5) == 0) {
                add(foreign(one), End.QUARANTINED);
            }
        }
        List<String> letters = new ArrayList<>(ends.keySet());
        for (String one : List.copyOf(letters)) {
            for (int more = random.nextInt(5); more > 2; more--) {
                letters.add(one);
            }
        }
        Collections.shuffle(letters, random);
        return letters.stream().map(ShuffledFeedback::wire).toList();
    }

    private String foreign(Judged one) {
        String whole = letter(one.name() + "-foreign", one, one.verdicts());
        String item = one.verdicts().keySet().iterator().next();
        return random.nextBoolean()
                ? whole.replace(one.packageId(), "99999999-0000-4000-8000-000000000000")
                : whole.replace("\"" + item + "\"", "\"somebody-elses\"");
    }

    private void add(String text, End end) {
        ends.put(text, end);
    }

    /** The list of verdicts has its name on the wire only here, so that sums and verdicts can be told apart above. */
    static String wire(String letter) {
        return letter.replace("\"verdicts\":", "\"items\":");
    }

    private static Map<String, Boolean> of(Judged one, List<String> items) {
        Map<String, Boolean> part = new LinkedHashMap<>();
        items.forEach(item -> part.put(item, one.verdicts().get(item)));
        return part;
    }

    static String letter(String id, Judged one, Map<String, Boolean> verdicts) {
        long accepted = verdicts.values().stream().filter(verdict -> verdict).count();
        long rejected = verdicts.size() - accepted;
        String outcome = rejected == 0 ? "accepted" : accepted == 0 ? "rejected" : "partly-accepted";
        List<BigDecimal> told = verdicts.keySet().stream()
                .filter(verdicts::get)
                .filter(one.principals()::containsKey)
                .map(one.principals()::get)
                .toList();
        String sums = told.isEmpty()
                ? "{}"
                : "{\"CNY\":{\"items\":" + told.size() + ",\"principal\":\""
                        + told.stream().reduce(BigDecimal.ZERO, BigDecimal::add) + "\",\"outstanding\":\""
                        + 10 * told.size() + "\"}}";
        return "{\"feedbackId\":\"" + id + "\",\"packageId\":\"" + one.packageId()
                + "\",\"createdAt\":\"2026-03-03T01:00:00Z\",\"outcome\":\"" + outcome + "\",\"accepted\":" + accepted
                + ",\"rejected\":" + rejected + ",\"totals\":" + sums + ",\"verdicts\":["
                + verdicts.entrySet().stream()
                        .map(verdict -> verdict(verdict.getKey(), verdict.getValue()))
                        .collect(Collectors.joining(","))
                + "]}";
    }

    private static String verdict(String item, boolean accepted) {
        return "{\"itemId\":\"" + item + "\",\"verdict\":\"" + (accepted ? "accepted" : "rejected")
                + "\",\"findings\":[{"
                + "\"code\":\"R1\",\"severity\":\"" + (accepted ? "warning" : "error") + "\",\"message\":\"about "
                + item
                + "\"}]}";
    }

    /** A page as it would travel. */
    static byte[] page(List<String> letters, String next, boolean more) {
        return ("{\"feedback\":[" + String.join(",", letters) + "],\"next\":\"" + next + "\",\"more\":" + more + "}")
                .getBytes(StandardCharsets.UTF_8);
    }
}
