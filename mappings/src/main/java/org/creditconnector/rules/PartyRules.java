package org.creditconnector.rules;

import java.math.BigDecimal;
import org.creditconnector.record.FunderShare;
import org.creditconnector.record.Funding;
import org.creditconnector.record.FundingKind;
import org.creditconnector.record.Party;
import org.creditconnector.record.PartyRole;

/** Rules about parties and funders. */
final class PartyRules {
    private PartyRules() {}

    static void borrower(Checked checked) {
        for (Party party : checked.record.getParties()) {
            if (party.getRole() == PartyRole.BORROWER) {
                return;
            }
        }
        checked.find("REC-PARTY-NONE");
    }

    static void shares(Checked checked) {
        Funding funding = checked.record.getFunding();
        if (funding == null || (funding.getShares().isEmpty() && funding.getKind() != FundingKind.JOINT_LENDING)) {
            return;
        }
        BigDecimal sum = BigDecimal.ZERO;
        for (FunderShare share : funding.getShares()) {
            sum = sum.add(share.getShare());
        }
        if (sum.compareTo(BigDecimal.ONE) != 0) {
            checked.findAt(
                    "REC-SHARES-SUM",
                    "funding.shares",
                    "sum",
                    sum.stripTrailingZeros().toPlainString());
        }
    }
}
