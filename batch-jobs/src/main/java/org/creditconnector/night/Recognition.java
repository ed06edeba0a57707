package org.creditconnector.night;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.creditconnector.config.TargetConfig;
import org.creditconnector.delivery.Holding;
import org.creditconnector.extract.KeyRange;
import org.creditconnector.ledger.Adoption;
import org.creditconnector.ledger.LeaseToken;
import org.creditconnector.ledger.RegistryMirror;
import org.creditconnector.registry.RegistryProfile;
import org.creditconnector.registry.ReportItem;
import org.creditconnector.route.ConnectorRuntime;
import org.creditconnector.route.PreparedAccount;
import org.creditconnector.route.RangeWork;

/**
 * Makes a lost night again in memory and keeps nothing of it but the items that the registry turns out to have: ids and bytes of
 * items follow from facts, history and dates alone, so that what was sent in a lost night comes out the same, byte for byte, as long
 * as the lender's source still tells the same.
 */
final class Recognition {
    private final TargetConfig target;
    private final RegistryProfile profile;
    private final RegistryMirror mirror;
    private final ConnectorRuntime routes;
    private final Adoption adoption;
    private final LeaseToken token;

    Recognition(
            TargetConfig target,
            RegistryProfile profile,
            RegistryMirror mirror,
            ConnectorRuntime routes,
            Adoption adoption,
            LeaseToken token) {
        this.target = target;
        this.profile = profile;
        this.mirror = mirror;
        this.routes = routes;
        this.adoption = adoption;
        this.token = token;
    }

    /**
     * Books what of a lost night is recognised.
     *
     * @param lender the source as of the lost business date
     * @param unknown what the registry holds and our books do not, by item id; recognised ones are removed
     * @param verdicts what is known from feedback about lost packages, by item id; the same
     * @return how many items were recognised
     */
    int of(
            Lender lender,
            LocalDate businessDate,
            Map<String, Holding> unknown,
            Map<String, Adoption.Verdict> verdicts) {
        lender.open();
        int recognised = 0;
        for (KeyRange range : lender.plan().ranges()) {
            List<ReportItem> found = new ArrayList<>();
            RangeWork work = new RangeWork(
                    target.name(),
                    businessDate,
                    lender.map(),
                    profile,
                    subjects -> mirror.histories(target.name(), subjects, profile),
                    lender.read(range).accounts());
            for (PreparedAccount account : routes.prepare(work).accounts()) {
                account.items().stream()
                        .filter(item -> isTheirs(item, unknown, verdicts))
                        .forEach(found::add);
            }
            adoption.recognise(target.name(), found, verdicts, token);
            found.forEach(item -> {
                unknown.remove(item.itemId());
                verdicts.remove(item.itemId());
            });
            recognised += found.size();
        }
        return recognised;
    }

    /** Held with the very bytes, or judged and not held: rejected, or replaced since. */
    private static boolean isTheirs(
            ReportItem item, Map<String, Holding> unknown, Map<String, Adoption.Verdict> verdicts) {
        Holding held = unknown.get(item.itemId());
        if (held == null) {
            return verdicts.containsKey(item.itemId());
        }
        return held.reportDate().equals(item.reportDate())
                && held.sequence() == item.sequence()
                && Adoption.hex(item.bytes()).equals(held.itemDigest());
    }
}
