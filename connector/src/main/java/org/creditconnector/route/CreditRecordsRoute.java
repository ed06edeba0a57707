package org.creditconnector.route;

import java.util.List;
import java.util.function.Function;
import org.apache.camel.builder.RouteBuilder;
import org.creditconnector.record.CreditRecord;
import org.creditconnector.record.Finding;

/**
 * From the lender's rows to rendered items. One exchange carries a part of a key range ({@link RangeParts}); in goes a {@link RangeWork}, out comes a
 * {@link PreparedRange}. A bad account is held by its findings and the rest goes on; an exception is our bug and fails the range.
 */
final class CreditRecordsRoute extends RouteBuilder {
    static final String START = "direct:credit-records";

    private final Function<CreditRecord, List<Finding>> rules;

    CreditRecordsRoute(Function<CreditRecord, List<Finding>> rules) {
        this.rules = rules;
    }

    @Override
    public void configure() {
        errorHandler(noErrorHandler());
        from(START)
                .routeId("credit-records")
                .removeHeaders("*")
                .bean(new MapAccounts())
                .bean(new ApplyDecisions())
                .bean(new CheckRecords(rules))
                .bean(new AskWhatIsDue())
                .bean(new RenderItems());
    }
}
