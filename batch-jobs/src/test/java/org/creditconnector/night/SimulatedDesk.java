package org.creditconnector.night;

import java.time.Duration;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;
import org.creditconnector.config.ConnectorConfig;
import org.creditconnector.config.SourceConfig;
import org.creditconnector.delivery.RegistryConnection;
import org.creditconnector.extract.LenderSource;
import org.creditconnector.ledger.Store;
import org.creditconnector.ledger.StoreSettings;
import org.creditconnector.mapping.SourceMapping;
import org.creditconnector.registry.Registries;
import org.creditconnector.route.ConnectorRuntime;
import org.creditconnector.rules.RecordRules;

/**
 * Where simulated processes work, one after the other: store, jobs and routes are made once, since nothing of theirs outlives a
 * process but what is committed.
 */
public final class SimulatedDesk implements AutoCloseable {
    /** No renewal comes in between: simulated time moves only where the simulation moves it. */
    public static final Duration LEASE_TIME = Duration.ofHours(1);

    private final Store store;
    private final BatchNights jobs;
    private final ConnectorRuntime routes = new ConnectorRuntime(Registries.shipped(), RecordRules::check);

    private final DataSource lenderRows;
    private final Map<String, SourceMapping> mappings = new HashMap<>();

    /**
     * @param settings of the store
     * @param between what stands between processes and the store
     * @param lenderRows connections to the lender's database that need no pool
     */
    public SimulatedDesk(StoreSettings settings, UnaryOperator<DataSource> between, DataSource lenderRows) {
        store = Store.open(settings, between);
        jobs = BatchNights.start(store);
        this.lenderRows = lenderRows;
    }

    public Store store() {
        return store;
    }

    /** The mapping folder does not change from one process to the next, so it is read once. */
    private Lender lender(ConnectorConfig config, SourceConfig source, LocalDate businessDate) {
        return new Lender(
                config,
                source,
                businessDate,
                mappings.computeIfAbsent(source.mapping(), name -> Lender.mapping(config, name)),
                (any, zone) -> LenderSource.on(source.name(), lenderRows, zone));
    }

    /** A new process; closing it is not needed. */
    public Nights process(
            ConnectorConfig config,
            String holder,
            Registries registries,
            RegistryConnection connection,
            Consumer<Duration> pause,
            LongSupplier nanoTime) {
        NightParts parts = NightParts.standard()
                .store(settings -> store)
                .jobs(any -> jobs)
                .lenders(this::lender)
                .registries(() -> registries)
                .routes(any -> routes)
                .connections((any, endpoint) -> connection)
                .pauses(new Pauses() {
                    @Override
                    public boolean pause(Duration length, BooleanSupplier calledOff) {
                        if (calledOff.getAsBoolean()) {
                            return false;
                        }
                        pause.accept(length);
                        return !calledOff.getAsBoolean();
                    }

                    @Override
                    public long nanoTime() {
                        return nanoTime.getAsLong();
                    }
                })
                .holder(holder)
                .leaseTime(LEASE_TIME);
        return StoredNights.open(config, Progress.SILENT, parts);
    }

    @Override
    public void close() {
        jobs.close();
        routes.close();
        store.close();
    }
}
