package org.creditconnector.route;

import java.util.ArrayList;
import java.util.List;
import org.apache.camel.Handler;
import org.creditconnector.source.SourceAccount;

/** Step "map": the lender's rows become credit records, or findings. */
final class MapAccounts {
    @Handler
    public RangeOnTheWay map(RangeWork work) {
        List<AccountOnTheWay> accounts = new ArrayList<>(work.accounts().size());
        for (SourceAccount source : work.accounts()) {
            try {
                accounts.add(new AccountOnTheWay(work.mapping().apply(source), source));
            } catch (RuntimeException e) {
                throw new AccountFailureException("map", source.account().position(), e);
            }
        }
        return new RangeOnTheWay(work, accounts);
    }
}
