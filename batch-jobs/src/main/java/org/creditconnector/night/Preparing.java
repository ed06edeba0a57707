package org.creditconnector.night;

import org.creditconnector.config.TargetConfig;
import org.creditconnector.extract.KeyRange;
import org.creditconnector.extract.RangeReader;
import org.creditconnector.ledger.Decisions;
import org.creditconnector.ledger.RegistryMirror;
import org.creditconnector.ledger.Run;
import org.creditconnector.ledger.SubmissionLedger;
import org.creditconnector.registry.RegistryProfile;
import org.creditconnector.route.ConnectorRuntime;
import org.creditconnector.route.PreparedAccount;
import org.creditconnector.route.PreparedRange;
import org.creditconnector.route.RangeWork;
import org.creditconnector.totals.ControlTotals;

/** Makes what is reported of a key range out of its rows: map, check, due, render. The same on every machine; writes nothing. */
final class Preparing {
    private final Parts parts;
    private final TargetConfig target;
    private final RegistryProfile profile;
    private final Decisions decisions;
    private final Lender lender;

    /**
     * What is known beside the rows.
     *
     * @param ledger whose keys are other sources'
     * @param mirror what the registries have on file
     * @param decisions what people decided about accounts
     * @param routes the connector
     */
    record Parts(SubmissionLedger ledger, RegistryMirror mirror, Decisions decisions, ConnectorRuntime routes) {}

    Preparing(Parts parts, TargetConfig target, RegistryProfile profile, Lender lender) {
        this.parts = parts;
        this.target = target;
        this.profile = profile;
        this.decisions = parts.decisions().at(profile.powers());
        this.lender = lender;
    }

    /** Reads a range and takes it through the route. */
    PreparedShare prepare(KeyRange range, Run run) {
        return prepare(new ReadRange(range, lender.read(range)), run);
    }

    /** Takes a range that was read through the route. */
    PreparedShare prepare(ReadRange range, Run run) {
        RangeReader.Read read = range.rows();
        PreparedRange result = mapped(read, run);
        ControlTotals booked = result.accounts().stream()
                .map(PreparedAccount::totals)
                .reduce(ControlTotals.NOTHING, ControlTotals::plus);
        ControlTotals source = read.sourceTotals() == null
                ? new ControlTotals(read.accounts().size(), booked.amounts())
                : SourceTotals.comparable(read.sourceTotals(), booked);
        return new PreparedShare(range.range(), result, source);
    }

    /** Takes what was read through the route. */
    PreparedRange mapped(RangeReader.Read read, Run run) {
        PreparedRange mapped = parts.routes()
                .prepare(new RangeWork(
                        target.name(),
                        run.businessDate(),
                        lender.map(),
                        profile,
                        subjects -> parts.mirror().histories(target.name(), subjects, profile),
                        keys -> decisions.inForce(target.name(), run.source(), keys),
                        read.accounts()));
        return OtherSourcesKeys.held(
                mapped, keys -> parts.ledger().keysOfOtherSources(target.name(), run.source(), keys));
    }
}
