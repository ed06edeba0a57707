package org.creditconnector.night;

import java.time.Duration;
import java.time.LocalDate;
import java.util.function.Function;
import java.util.function.Supplier;
import org.creditconnector.config.ConnectorConfig;
import org.creditconnector.config.SourceConfig;
import org.creditconnector.delivery.RegistryConnection;
import org.creditconnector.delivery.TargetEndpoint;
import org.creditconnector.ledger.Store;
import org.creditconnector.ledger.StoreSettings;
import org.creditconnector.registry.Registries;
import org.creditconnector.route.ConnectorRuntime;
import org.creditconnector.rules.RecordRules;

/**
 * Where nights touch the world: store, registries, time, and the name under which this process works. Whoever watches or disturbs a
 * night puts something of their own in place of one; the night itself cannot tell.
 *
 * @param store opens the store
 * @param jobs starts Spring Batch on the store
 * @param lenders opens a lender's side for one run
 * @param registries the kinds of registries that can be reported to
 * @param routes starts the routes
 * @param connections makes the way to a target
 * @param pauses how waiting is done
 * @param holder name under which leases are held, as {@link Holders} reads it
 * @param leaseTime how long a lease holds without renewal
 */
record NightParts(
        Function<StoreSettings, Store> store,
        Function<Store, BatchNights> jobs,
        Lenders lenders,
        Supplier<Registries> registries,
        Function<Registries, ConnectorRuntime> routes,
        Connections connections,
        Pauses pauses,
        String holder,
        Duration leaseTime) {
    /** A dead process's target is free again after this time. */
    static final Duration LEASE_TIME = Duration.ofSeconds(20);

    /** Makes the way to a target. */
    @FunctionalInterface
    interface Connections {
        RegistryConnection connect(ConnectorRuntime routes, TargetEndpoint endpoint);
    }

    /** Opens a lender's side for one run; nothing is read from the source yet. */
    @FunctionalInterface
    interface Lenders {
        Lender open(ConnectorConfig config, SourceConfig source, LocalDate businessDate);
    }

    /** What the application works with. */
    static NightParts standard() {
        return new NightParts(
                Store::open,
                BatchNights::start,
                Lender::new,
                Registries::shipped,
                registries -> new ConnectorRuntime(registries, RecordRules::check),
                ConnectorRuntime::connect,
                Pauses.REAL,
                Holders.self(),
                LEASE_TIME);
    }

    NightParts store(Function<StoreSettings, Store> other) {
        return new NightParts(other, jobs, lenders, registries, routes, connections, pauses, holder, leaseTime);
    }

    NightParts jobs(Function<Store, BatchNights> other) {
        return new NightParts(store, other, lenders, registries, routes, connections, pauses, holder, leaseTime);
    }

    NightParts lenders(Lenders other) {
        return new NightParts(store, jobs, other, registries, routes, connections, pauses, holder, leaseTime);
    }

    NightParts registries(Supplier<Registries> other) {
        return new NightParts(store, jobs, lenders, other, routes, connections, pauses, holder, leaseTime);
    }

    NightParts routes(Function<Registries, ConnectorRuntime> other) {
        return new NightParts(store, jobs, lenders, registries, other, connections, pauses, holder, leaseTime);
    }

    NightParts connections(Connections other) {
        return new NightParts(store, jobs, lenders, registries, routes, other, pauses, holder, leaseTime);
    }

    NightParts pauses(Pauses other) {
        return new NightParts(store, jobs, lenders, registries, routes, connections, other, holder, leaseTime);
    }

    NightParts holder(String other) {
        return new NightParts(store, jobs, lenders, registries, routes, connections, pauses, other, leaseTime);
    }

    NightParts leaseTime(Duration other) {
        return new NightParts(store, jobs, lenders, registries, routes, connections, pauses, holder, other);
    }
}
