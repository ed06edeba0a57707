package org.creditconnector.route;

import java.util.List;
import java.util.function.Function;
import org.apache.camel.Handler;
import org.creditconnector.record.CreditRecord;
import org.creditconnector.record.Finding;

/** Step "check": the rules that are true for any registry. */
final class CheckRecords {
    private final Function<CreditRecord, List<Finding>> rules;

    CheckRecords(Function<CreditRecord, List<Finding>> rules) {
        this.rules = rules;
    }

    @Handler
    public RangeOnTheWay check(RangeOnTheWay range) {
        return range.each("check", account -> {
            CreditRecord record = account.sendable();
            if (record != null) {
                account.found(rules.apply(record));
            }
        });
    }
}
