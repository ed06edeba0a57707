package org.creditconnector.registry.pbcrc.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.creditconnector.registry.FeedbackCodes;
import org.creditconnector.registry.pbcrc.message.Rule.DecidedBy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The table of rules, the samples, the plain words and {@code docs/pbcrc-rules.md} are about the same codes. The page is made from the
 * pack and changes by {@code -Dupdate.golden=true} only.
 */
class RuleCoverageTest {
    private static final Path PAGE = Path.of("../docs/pbcrc-rules.md");
    private static final Path SAMPLES = Path.of("registries/pbcrc/sample/rules");
    private static final MessagePack PACK = MessagePack.shipped();

    @Test
    void everyRuleDecidedByARecordOrByWhatIsOnFileHasItsTwoSamples() throws IOException {
        Set<String> wanted = PACK.rules().stream()
                .filter(rule ->
                        Set.of(DecidedBy.TABLE, DecidedBy.RULE, DecidedBy.STATE).contains(rule.decidedBy()))
                .map(rule -> rule.group() + "/" + rule.code())
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(samples(".fail.xml")).isEqualTo(wanted);
        assertThat(samples(".pass.xml")).isEqualTo(wanted);
    }

    private static Set<String> samples(String suffix) throws IOException {
        try (Stream<Path> files = Files.walk(SAMPLES)) {
            return files.map(file -> SAMPLES.relativize(file).toString())
                    .filter(file -> file.endsWith(suffix))
                    .map(file -> file.substring(0, file.length() - suffix.length()))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    @Test
    void everyRuleDecidedByAFileHasAFault() {
        assertThat(MessageFileTest.FAULTS.keySet())
                .isEqualTo(PACK.rules().stream()
                        .filter(rule -> rule.decidedBy() == DecidedBy.FILE)
                        .map(Rule::code)
                        .collect(Collectors.toSet()));
    }

    @Test
    void everyCodeHasPlainWordsAndSaysWhoseMoveItIs() {
        FeedbackCodes words = FeedbackCodes.of("pbcrc");

        assertThat(FeedbackCodes.in(Path.of("registries/pbcrc")).all()).isEqualTo(words.all());
        assertThat(words.all()).hasSize(PACK.rules().size());
        for (Rule rule : PACK.rules()) {
            FeedbackCodes.Code code = words.find(rule.group(), rule.code());
            assertThat(code).as(rule.group() + "/" + rule.code()).isNotNull();
            assertThat(code.move()).isNotNull();
            assertThat(code.meaning()).isNotBlank().doesNotEndWith(".");
            assertThat(code.whatToDo()).isNotBlank().doesNotEndWith(".");
        }
        assertThat(words.find("510", "BPE000").meaning())
                .isNotEqualTo(words.find("140", "BPE000").meaning());
        assertThat(words.all()).doesNotContainKey("BPE000").containsKey("140/BPE000");
    }

    @Test
    void thePageSaysWhatIsCovered() throws IOException {
        String page = page();
        if (Boolean.getBoolean("update.golden")) {
            Files.writeString(PAGE, page);
        }
        assertThat(page).isEqualTo(Files.readString(PAGE));
    }

    private static String page() {
        StringBuilder page = new StringBuilder("""
                # pbcrc: which of the registry's codes are checked before sending

                Made from `connector/registries/pbcrc/rules.csv` by `RuleCoverageTest`; do not edit. The pack is unofficial: what a code tests is
                read from public material, and where that says no more than a phrase the row says so. A code is unique within a rule group only.

                | decided by | codes | what it means |
                | --- | ---: | --- |
                """);
        Map<DecidedBy, String> meanings = meanings();
        meanings.forEach((by, meaning) -> page.append("| ")
                .append(word(by))
                .append(" | ")
                .append(PACK.rules().stream()
                        .filter(rule -> rule.decidedBy() == by)
                        .count())
                .append(" | ")
                .append(meaning)
                .append(" |\n"));
        page.append("| all | ").append(PACK.rules().size()).append(" | |\n");
        List<String> groups = PACK.rules().stream().map(Rule::group).distinct().toList();
        for (String group : groups) {
            page.append("\n## ")
                    .append(group.equals(Rule.COMMON) ? "every record" : "rule group " + group)
                    .append("\n\n");
            page.append("| code | level | decided by | refused when | why not |\n| --- | --- | --- | --- | --- |\n");
            for (Rule rule : PACK.rules()) {
                if (rule.group().equals(group)) {
                    page.append("| ")
                            .append(String.join(
                                    " | ",
                                    rule.code(),
                                    rule.level(),
                                    word(rule.decidedBy()),
                                    rule.refusedWhen(),
                                    rule.whyNot()))
                            .append(" |\n");
                }
            }
        }
        return page.toString();
    }

    private static Map<DecidedBy, String> meanings() {
        Map<DecidedBy, String> meanings = new EnumMap<>(DecidedBy.class);
        meanings.put(
                DecidedBy.TABLE,
                "one record against the tables of the pack: tags, presence, types, lists, time points");
        meanings.put(DecidedBy.RULE, "one record, by a small rule across its fields");
        meanings.put(DecidedBy.FILE, "the file as a whole");
        meanings.put(DecidedBy.STATE, "one record against what is on file at the registry, as our mirror knows it");
        meanings.put(DecidedBy.NO, "not before sending; the registry's feedback says it");
        return meanings;
    }

    private static String word(DecidedBy by) {
        return by == DecidedBy.NO ? "no" : by.name().toLowerCase(java.util.Locale.ROOT);
    }

    @Test
    void aPackWithoutPlainWordsIsNamed(@TempDir Path folder) throws IOException {
        assertThatThrownBy(() -> FeedbackCodes.in(folder))
                .hasMessageEndingWith("feedback-codes.csv: missing, expected the" + " registry's codes in plain words");

        Path table = folder.resolve("feedback-codes.csv");
        String header = "code,severity,meaning,what to do,rule group,move\n";
        Files.writeString(table, header + "ABE001,error,wrong,mend,common,dates\n");
        assertThatThrownBy(() -> FeedbackCodes.in(folder))
                .hasMessageEndingWith(":2: move 'dates', expected data, sequence or structure");
        Files.writeString(table, header + "A,error,x,y,110,data\nA,error,x,y,140,data\nA,error,x,y,110,data\n");
        assertThatThrownBy(() -> FeedbackCodes.in(folder)).hasMessageEndingWith(":4: code A stands twice");
    }
}
