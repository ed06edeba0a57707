package org.creditconnector.night;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;
import org.creditconnector.config.ConnectorConfig;
import org.creditconnector.delivery.RegistryConnection;
import org.creditconnector.ledger.Store;
import org.creditconnector.ledger.StoreSettings;
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

    public SimulatedDesk(StoreSettings settings, UnaryOperator<DataSource> between) {
        store = Store.open(settings, between);
        jobs = BatchNights.start(store);
    }

    public Store store() {
        return store;
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
