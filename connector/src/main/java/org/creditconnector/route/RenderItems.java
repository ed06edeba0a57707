package org.creditconnector.route;

import java.util.List;
import org.apache.camel.Handler;
import org.creditconnector.registry.ReportItem;

/** Step "render": due items become the bytes that will travel. */
final class RenderItems {
    @Handler
    public PreparedRange render(RangeOnTheWay range) {
        RangeWork work = range.work();
        range.each("render", account -> {
            List<ReportItem> items = account.dueItems().stream()
                    .map(due -> work.profile().render(work.target(), account.accountKey(), due))
                    .toList();
            account.rendered(items);
        });
        return new PreparedRange(
                range.accounts().stream().map(AccountOnTheWay::prepared).toList());
    }
}
