package org.creditconnector.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.creditconnector.fixture.Records;
import org.creditconnector.record.CreditRecord;
import org.creditconnector.record.Finding;
import org.creditconnector.record.FindingOrigin;
import org.creditconnector.record.Severity;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class RecordRulesTest {
    @Test
    void nothingIsFoundInASoundLoan() {
        assertThat(RecordRules.check(RuleCases.changed(loan -> {}))).isEmpty();
    }

    @TestFactory
    Stream<DynamicTest> eachRuleLetsTheRightRecordPassAndFindsTheWrongOne() {
        return RuleCases.all().entrySet().stream()
                .flatMap(entry -> Stream.of(
                        DynamicTest.dynamicTest(
                                entry.getKey() + " passes",
                                () -> assertThat(RecordRules.check(RuleCases.changed(
                                                entry.getValue().right())))
                                        .isEmpty()),
                        DynamicTest.dynamicTest(
                                entry.getKey() + " finds", () -> finds(entry.getKey(), entry.getValue()))));
    }

    private static void finds(String id, RuleCases.Case planted) {
        List<Finding> findings = RecordRules.check(RuleCases.changed(planted.wrong())).stream()
                .filter(finding -> finding.getRuleId().equals(id))
                .toList();
        assertThat(findings).isNotEmpty();
        Finding finding = findings.get(0);
        assertThat(finding.getPath()).isEqualTo(planted.path());
        assertThat(finding.getSeverity()).isEqualTo(RuleTable.rule(id).severity());
        assertThat(finding.getOrigin()).isEqualTo(FindingOrigin.RULE);
        assertThat(finding.getAccountKey()).isEqualTo("A-1");
        assertThat(finding.getMessage()).contains("; ").doesNotContain("{").doesNotContain("}");
    }

    @Test
    void aRuleHasFiveHomes() throws IOException {
        Set<String> table = RuleTable.all().stream().map(Rule::id).collect(Collectors.toCollection(LinkedHashSet::new));
        Set<String> checkedOnRecords = new LinkedHashSet<>(table);
        checkedOnRecords.removeIf(id -> !id.startsWith("REC-"));
        Set<String> foundByDerivation = new TreeSet<>(table);
        foundByDerivation.removeIf(id -> !id.startsWith("HIST-"));

        assertThat(RecordRules.ids()).containsExactlyElementsOf(checkedOnRecords);
        assertThat(RuleCases.all().keySet()).containsExactlyElementsOf(checkedOnRecords);
        assertThat(historyCases()).containsExactlyElementsOf(foundByDerivation);
        assertThat(Files.readString(Path.of("docs/derivation.md"))).contains(table);
        assertThat(checkedOnRecords.size() + foundByDerivation.size()).isEqualTo(table.size());
    }

    private static Set<String> historyCases() throws IOException {
        Set<String> ids = new TreeSet<>();
        try (Stream<Path> files = Files.list(Path.of("src/test/resources/history"))) {
            for (Path file : files.toList()) {
                Files.readAllLines(file).stream()
                        .filter(line -> line.startsWith("finding "))
                        .forEach(line -> ids.add(line.substring("finding ".length())));
            }
        }
        return ids;
    }

    @Test
    void everyRuleSaysWhatIsWrongAndWhatToDo() {
        for (Rule rule : RuleTable.all()) {
            assertThat(rule.message()).isNotBlank();
            assertThat(rule.text()).isNotBlank().doesNotContain("{");
            assertThat(rule.whatToDo()).isNotBlank();
            assertThat(rule.source()).isNotBlank();
        }
    }

    @Test
    void anUnknownRuleIsAnError() {
        assertThatThrownBy(() -> RuleTable.rule("REC-NONE"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("no rule REC-NONE in /rules/rules.csv, known are [");
    }

    @Test
    void valuesOfPersonsAreMasked() {
        CreditRecord loan = RuleCases.changed(
                record -> record.getInstalments().get(0).getDue().setFees(Records.amount("-4711")));

        assertThat(RecordRules.check(loan)).isNotEmpty().allSatisfy(finding -> {
            assertThat(finding.getMaskedValue()).isNotEqualTo("-4711.000000");
            assertThat(finding.getMessage()).doesNotContain("4711");
        });
    }

    @Test
    void findingsOfOneRuleAreLimited() {
        CreditRecord loan = RuleCases.changed(record -> {
            for (int i = 0; i < 30; i++) {
                Records.repayment(record, "2023-03-01", "1").setRepaymentKey("twice");
            }
        });
        RuleLimits three = new RuleLimits(
                RuleLimits.STANDARD.amount(), RuleLimits.STANDARD.earliest(), RuleLimits.STANDARD.yearsAhead(), 3);

        assertThat(RecordRules.check(loan, three))
                .hasSize(3)
                .allSatisfy(finding -> assertThat(finding.getRuleId()).isEqualTo("REC-REPAYMENT-DUPLICATE"));
        assertThat(RecordRules.check(loan)).hasSize(RuleLimits.STANDARD.findingsPerRule());
    }

    @Test
    void theSentenceHelps() {
        CreditRecord loan = RuleCases.changed(record -> record.getAccount().setCurrency("RMB"));

        Finding finding = RecordRules.check(loan).get(0);

        assertThat(finding.getSeverity()).isEqualTo(Severity.ERROR);
        assertThat(finding.getMaskedValue()).isEqualTo("RMB");
        assertThat(finding.getMessage())
                .isEqualTo("the currency is not a code of ISO 4217; map the lender's code to three capital letters");
    }
}
