package org.creditconnector.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.creditconnector.codec.CreditRecordCodec;
import org.creditconnector.fixture.Leaves;
import org.creditconnector.record.CreditRecord;
import org.creditconnector.record.Finding;
import org.junit.jupiter.api.Test;

/** A field that a rule does not name cannot change what the rule finds. */
class RuleReadsTest {
    @Test
    void everyFieldThatChangesWhatARuleFindsIsNamedByIt() {
        Set<String> unnamed = new TreeSet<>();
        Set<String> felt = new TreeSet<>();
        CreditRecordCodec codec = new CreditRecordCodec();
        for (Map.Entry<String, RuleCases.Case> planted : RuleCases.all().entrySet()) {
            byte[] wrong = codec.encode(RuleCases.changed(planted.getValue().wrong()));
            List<String> before = found(codec.decode(wrong), planted.getKey());
            int leaves = Leaves.of(codec.decode(wrong), Set.of()).size();
            for (int i = 0; i < leaves; i++) {
                CreditRecord other = codec.decode(wrong);
                Leaves.Leaf leaf = Leaves.of(other, Set.of()).get(i);
                if (leaf.change(i) && !found(other, planted.getKey()).equals(before)) {
                    felt.add(planted.getKey());
                    if (!RuleTable.rule(planted.getKey()).isReading(leaf.path())) {
                        unnamed.add(planted.getKey() + " " + leaf.path());
                    }
                }
            }
        }
        assertThat(unnamed).isEmpty();
        assertThat(felt).hasSizeGreaterThan(12);
    }

    @Test
    void whatARuleNamesIsInTheRecord() {
        for (Rule rule : RuleTable.all()) {
            assertThat(rule.reads())
                    .as(rule.id())
                    .isNotEmpty()
                    .allSatisfy(read -> assertThat(Values.isSort(read) || Values.isPath(read))
                            .as(read)
                            .isTrue());
            assertThat(rule.place()).startsWith("rules/rules.csv:");
        }
    }

    @Test
    void theRulesOfAFieldAreFoundByItsPlaceInARecord() {
        assertThat(RuleTable.reading("instalments[3].due.principal").stream().map(Rule::id))
                .containsExactly(
                        "HIST-PAID-UNEXPLAINED",
                        "HIST-SCHEDULE-REPLACED",
                        "REC-AMOUNT-NEGATIVE",
                        "REC-AMOUNT-ABSURD",
                        "REC-SCHEDULE-SUM",
                        "REC-INSTALMENT-PARTS");
        assertThat(RuleTable.reading("parties[0].person.fullName").stream().map(Rule::id))
                .containsExactly("REC-MISSING-UNEXPLAINED");
    }

    private static List<String> found(CreditRecord record, String rule) {
        List<String> found = new ArrayList<>();
        for (Finding finding : RecordRules.check(record)) {
            // The position is looked at by itself only where it is not the last month; any field makes it differ.
            if (finding.getRuleId().equals(rule) && !finding.getPath().startsWith("position.")) {
                found.add(finding.getPath());
            }
        }
        return found;
    }
}
