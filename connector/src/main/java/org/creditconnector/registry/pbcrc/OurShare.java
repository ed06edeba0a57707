package org.creditconnector.registry.pbcrc;

import java.math.BigDecimal;
import java.util.List;
import org.creditconnector.record.CreditRecord;
import org.creditconnector.record.FunderShare;
import org.creditconnector.record.Funding;

/** The part of a debt that is ours to report: of a jointly lent one what our funders hold, so that no debt is told twice. */
final class OurShare {
    private OurShare() {}

    /** A fraction of one; zero where others report all of it. */
    static BigDecimal of(CreditRecord record) {
        Funding funding = record.getFunding();
        List<FunderShare> shares = funding == null ? List.of() : funding.getShares();
        return shares.isEmpty()
                ? BigDecimal.ONE
                : shares.stream()
                        .filter(FunderShare::getReportedByUs)
                        .map(FunderShare::getShare)
                        .reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
