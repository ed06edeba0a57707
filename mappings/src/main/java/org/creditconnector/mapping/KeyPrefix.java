package org.creditconnector.mapping;

import java.util.List;
import org.creditconnector.record.Agreement;
import org.creditconnector.record.CollateralItem;
import org.creditconnector.record.Consent;
import org.creditconnector.record.CreditRecord;
import org.creditconnector.record.FormerKey;
import org.creditconnector.record.Notice;
import org.creditconnector.record.Party;

/**
 * Puts a source's prefix before every key of the lender that stands for a subject of its own at a registry: parties, agreements,
 * collateral and former account keys, wherever they are named. Two systems of a lender count from one each.
 */
final class KeyPrefix {
    private KeyPrefix() {}

    static void apply(String prefix, CreditRecord record) {
        if (prefix.isEmpty()) {
            return;
        }
        for (FormerKey former : record.getAccount().getFormerKeys()) {
            former.setAccountKey(prefix + former.getAccountKey());
        }
        for (Party party : record.getParties()) {
            party.setPartyKey(prefix + party.getPartyKey());
        }
        Agreement agreement = record.getAgreement();
        if (agreement != null) {
            agreement.setAgreementKey(prefix + agreement.getAgreementKey());
            List<String> holders = agreement.getHolderKeys();
            agreement.setHolderKeys(holders.stream().map(key -> prefix + key).toList());
        }
        for (CollateralItem item : record.getCollateral()) {
            item.setCollateralKey(prefix + item.getCollateralKey());
            String giver = item.getGiverPartyKey();
            if (giver != null) {
                item.setGiverPartyKey(prefix + giver);
            }
        }
        for (Consent consent : record.getConsents()) {
            consent.setPartyKey(prefix + consent.getPartyKey());
        }
        for (Notice notice : record.getNotices()) {
            notice.setPartyKey(prefix + notice.getPartyKey());
        }
    }
}
