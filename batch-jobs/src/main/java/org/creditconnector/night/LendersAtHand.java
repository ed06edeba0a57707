package org.creditconnector.night;

import org.creditconnector.config.ConnectorConfig;
import org.creditconnector.config.SourceConfig;
import org.creditconnector.config.TargetConfig;
import org.creditconnector.ledger.Decisions;
import org.creditconnector.ledger.MappingFolders;
import org.creditconnector.ledger.RangeClaims.Claim;
import org.creditconnector.ledger.RegistryMirror;
import org.creditconnector.ledger.Run;
import org.creditconnector.ledger.Scopes;
import org.creditconnector.ledger.Store;
import org.creditconnector.ledger.SubmissionLedger;
import org.creditconnector.mapping.SourceFolder;
import org.creditconnector.mapping.SourceMapping;
import org.creditconnector.registry.Registries;
import org.creditconnector.route.ConnectorRuntime;
import org.jspecify.annotations.Nullable;

/** The lender's side of the run that a worker works for; kept open while its ranges come from the same run. */
final class LendersAtHand implements AutoCloseable {
    private final ConnectorConfig config;
    private final Registries registries;
    private final ConnectorRuntime routes;
    private final MappingFolders folders;
    private final Scopes scopes;
    private final Preparing.Parts parts;
    private @Nullable AtHand now;

    LendersAtHand(ConnectorConfig config, NightParts nights, Store store, SubmissionLedger ledger) {
        this.config = config;
        this.registries = nights.registries().get();
        this.routes = nights.routes().apply(registries);
        this.folders = new MappingFolders(store);
        this.scopes = new Scopes(store);
        this.parts = new Preparing.Parts(ledger, new RegistryMirror(store), new Decisions(store), routes);
    }

    /** A run's lender, open. */
    static final class AtHand {
        private final Scopes scopes;
        private final long runId;
        private final String mapping;
        private final Lender lender;
        private final Preparing preparing;

        private AtHand(Scopes scopes, long runId, String mapping, Lender lender, Preparing preparing) {
            this.scopes = scopes;
            this.runId = runId;
            this.mapping = mapping;
            this.lender = lender;
            this.preparing = preparing;
        }

        PreparedShare prepare(Claim claim, Run run) {
            int number = claim.range().number();
            return preparing.prepare(
                    claim.listed()
                            ? lender.list(number, scopes.keys(claim.range().runId(), number))
                            : lender.range(number, claim.from(), claim.to()),
                    run);
        }
    }

    /**
     * The lender of a run, by the version of the source folder that the ledger keeps: no machine needs a copy of its own.
     *
     * @throws CommandException when this configuration does not know the run's source or target
     * @throws org.creditconnector.extract.SourceFaultException when the source cannot be read from this machine
     */
    AtHand of(Run run, String version) {
        AtHand open = now;
        if (open != null && open.runId == run.runId() && open.mapping.equals(version)) {
            return open;
        }
        leave();
        SourceConfig source = config.sources().get(run.source());
        TargetConfig target = config.targets().get(run.target());
        if (source == null || target == null) {
            throw new CommandException(
                    ExitCode.CONFIGURATION,
                    "run " + run.name() + " is of target " + run.target() + " and source " + run.source() + ", and "
                            + config.file() + " has targets " + config.targets().keySet() + " and sources "
                            + config.sources().keySet() + "; give all machines the same file");
        }
        Lender lender = new Lender(config, source, run.businessDate(), mapping(run, version), null);
        try {
            lender.open();
        } catch (RuntimeException | Error e) {
            lender.close();
            throw e;
        }
        open = new AtHand(
                scopes, run.runId(), version, lender, new Preparing(parts, target, target.profile(registries), lender));
        now = open;
        return open;
    }

    private SourceMapping mapping(Run run, String version) {
        MappingFolders.Kept kept = folders.find(version)
                .orElseThrow(() -> new IllegalStateException(
                        "the ledger does not keep version " + version + " of the source folder of " + run.name()));
        SourceMapping mapping = SourceMapping.load(SourceFolder.unpacked(kept.name(), kept.content()));
        if (!mapping.version().equals(version)) {
            throw new IllegalStateException("the source folder kept as " + version + " reads as " + mapping.version());
        }
        return mapping;
    }

    /** Closes the lender that is open, if any; the next range opens one anew. */
    void leave() {
        AtHand open = now;
        now = null;
        if (open != null) {
            open.lender.close();
        }
    }

    /** Nothing can be prepared any more. */
    @Override
    public void close() {
        leave();
        routes.close();
    }
}
