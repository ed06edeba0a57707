package org.creditconnector.registry.pbcrc.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.creditconnector.record.Finding;
import org.creditconnector.record.FindingOrigin;
import org.creditconnector.registry.FeedbackCodes;
import org.junit.jupiter.api.Test;

/** What a person is told of a hit. */
class HitFindingsTest {
    private final HitFindings findings = new HitFindings(Judging.PACK, FeedbackCodes.of("pbcrc"));

    private List<Finding> of(String from, String to) {
        Message message = ((ParsedLine.Read)
                        new MessageParser(Judging.PACK).parse(MessageTextTest.APRIL.replace(from, to)))
                .message();
        return findings.findings("A-1", message, Judging.CHECKS.check(message, Judging.header(message)));
    }

    @Test
    void aHitIsToldInPlainWordsWithItsPlace() {
        Finding finding = of("<TotOverd>0<", "<TotOverd>50<").get(0);

        assertThat(finding.getRuleId()).isEqualTo("BLE017");
        assertThat(finding.getOrigin()).isEqualTo(FindingOrigin.RULE);
        assertThat(finding.getAccountKey()).isEqualTo("A-1");
        assertThat(finding.getPath()).isEqualTo("210.AcctMthlyBlgInfSgmt.TotOverd");
        assertThat(finding.getMessage())
                .startsWith("Monthly performance: symbol N or M with something overdue; Correct");
        assertThat(finding.getMaskedValue()).isEqualTo("***");
    }

    @Test
    void noFindingHoldsAPersonalValue() {
        List<Finding> all = of("110101190101010011", "110101190101010012");

        assertThat(all).extracting(Finding::getRuleId).containsExactly("ABE004");
        assertThat(all.toString()).doesNotContain("110101190101010012").contains("210.AcctBsSgmt.IDNum");
    }
}
