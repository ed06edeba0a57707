package org.creditconnector.route;

import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The exchange body between the steps of the route {@code credit-records}. */
record RangeOnTheWay(RangeWork work, List<AccountOnTheWay> accounts) {
    private static final Logger LOG = LoggerFactory.getLogger(RangeOnTheWay.class);

    /** Does one step for every account; whatever an account's code throws names the account. */
    RangeOnTheWay each(String step, Consumer<AccountOnTheWay> action) {
        for (AccountOnTheWay account : accounts) {
            try {
                action.accept(account);
            } catch (RuntimeException e) {
                throw new AccountFailureException(step, account.position(), e);
            }
        }
        LOG.debug("{}: {} accounts", step, accounts.size());
        return this;
    }
}
