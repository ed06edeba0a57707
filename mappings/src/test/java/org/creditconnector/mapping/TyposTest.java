package org.creditconnector.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.creditconnector.yaml.InvalidDocumentException;
import org.creditconnector.yaml.Problem;
import org.junit.jupiter.api.Test;

/** One or two slips of the hand in every kind of name of the README's example: the name that was meant is proposed first. */
class TyposTest {
    private static final int TYPOS_A_NAME = 30;
    private static final long SEED = 7;
    private static final String LETTERS = "abcdefghijklmnopqrstuvwxyz";

    /** A line of the example by what is written in it, with the place of the name. */
    private static final Map<String, List<String>> NAMES = names();

    private static Map<String, List<String>> names() {
        Map<String, List<String>> names = new LinkedHashMap<>();
        names.put(
                "header key",
                List.of(
                        "^account-key^: loan",
                        "^range-key^:",
                        "^as-of^:",
                        "^queries^:",
                        "^codes^:",
                        "^fields^:",
                        "^missing^:"));
        names.put(
                "field",
                List.of(
                        "  account.^currency^:",
                        "  account.^principal^:",
                        "  ^account^.openedOn:",
                        "  parties[].^partyKey^:",
                        "  parties[].person.^fullName^:",
                        "  instalments[].^dueOn^:",
                        "  instalments[].due.^interest^:",
                        "  repayments[].^reversed^:",
                        "  state.closing.^closedOn^:",
                        "  account.^creditLimit^: not"));
        names.put(
                "column",
                List.of(
                        "currency: ^currency^",
                        "openedOn: ^opened^",
                        "partyKey: ^customer^",
                        "number: ^passport^",
                        "dueOn: instalments.^due^",
                        "paidOn: payments.^date^",
                        "reversed: payments.^cancelled^",
                        "closedOn: ^closed^",
                        "principal: instalments.^principal^"));
        names.put("query", List.of("dueOn: ^instalments^.due", "paidOn: ^payments^.date"));
        names.put(
                "step",
                List.of(
                        "| ^decimal^ | or = 0",
                        "value: status | ^codes^ status",
                        "cancelled | ^flag^ Y N",
                        "opened | ^date^ dd.MM.yyyy"));
        names.put("code table", List.of("| codes ^status^"));
        names.put("reason", List.of("creditLimit: ^not-applicable^", "others: ^unknown^"));
        names.put(
                "symbol",
                List.of(
                        "= ^NON_REVOLVING^",
                        "role: = ^BORROWER^",
                        "kind: = ^PERSON^",
                        "type: = ^PASSPORT^",
                        "= ^PAID_AS_AGREED^"));
        return names;
    }

    @Test
    void theNameThatWasMeantIsProposedFirst() {
        Random random = new Random(SEED);
        Map<String, String> figures = new LinkedHashMap<>();
        List<String> missed = new ArrayList<>();
        int all = 0;
        for (var kind : NAMES.entrySet()) {
            int tried = 0;
            for (String marked : kind.getValue()) {
                String name = marked.split("\\^", -1)[1];
                for (int i = 0; i < TYPOS_A_NAME; i++) {
                    String typo = slip(name, random);
                    if (i % 2 == 1) {
                        typo = slip(typo, random);
                    }
                    List<String> lines = problems(marked, name, typo);
                    if (lines.isEmpty() || typo.equals(name)) {
                        // The slip made another name that exists, or none at all.
                        continue;
                    }
                    tried++;
                    if (lines.stream().noneMatch(line -> proposes(line, name))) {
                        missed.add(kind.getKey() + ": " + typo + " for " + name);
                    }
                }
            }
            all += tried;
            figures.put(kind.getKey(), tried + " typos");
        }
        assertThat(all).as(figures.toString()).isGreaterThanOrEqualTo(1_000);
        assertThat(missed.size() * 100.0 / all)
                .as("percent of %s missed: %s", all, missed)
                .isLessThanOrEqualTo(5);
    }

    private static boolean proposes(String line, String name) {
        int at = line.indexOf("did you mean \"");
        if (at < 0) {
            return false;
        }
        String proposed = line.substring(at + "did you mean \"".length(), line.lastIndexOf('"'));
        return proposed.equals(name) || proposed.endsWith("." + name);
    }

    /** One letter left out, put in, put in place of another, or two in each other's place. */
    private static String slip(String name, Random random) {
        int at = random.nextInt(name.length());
        char letter = LETTERS.charAt(random.nextInt(LETTERS.length()));
        return switch (random.nextInt(4)) {
            case 0 -> name.substring(0, at) + name.substring(at + 1);
            case 1 -> name.substring(0, at) + letter + name.substring(at);
            case 2 -> name.substring(0, at) + letter + name.substring(at + 1);
            default ->
                at + 1 == name.length()
                        ? name + letter
                        : name.substring(0, at) + name.charAt(at + 1) + name.charAt(at) + name.substring(at + 2);
        };
    }

    private static List<String> problems(String marked, String name, String typo) {
        SortedMap<String, String> files = new TreeMap<>(ReadmeFolder.files());
        String text = files.get("mapping.yaml");
        String line = marked.replace("^", "");
        assertThat(text).contains(line);
        files.put(
                "mapping.yaml",
                text.replaceFirst(
                        java.util.regex.Pattern.quote(line),
                        java.util.regex.Matcher.quoteReplacement(marked.replace("^" + name + "^", typo))));
        try {
            MappingSamples.map(SourceMapping.load(SourceFolder.of(ReadmeFolder.NAME, files)));
            return List.of();
        } catch (InvalidDocumentException refused) {
            return refused.problems().stream().map(Problem::render).toList();
        }
    }
}
