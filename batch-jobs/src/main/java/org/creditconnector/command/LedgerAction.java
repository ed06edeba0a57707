package org.creditconnector.command;

import org.creditconnector.config.ConnectorConfig;
import org.creditconnector.ledger.Store;
import org.creditconnector.ledger.StoreSettings;

/** A command that looks at the ledger or moves something in it. It needs the store and nothing else, so it answers quickly. */
abstract class LedgerAction extends Action {
    /** Does it on the open store. */
    abstract Answer act(CreditConnector app, ConnectorConfig config, Store store) throws Exception;

    @Override
    final Answer act(CreditConnector app) throws Exception {
        ConnectorConfig config = app.config();
        try (Store store = opened(config)) {
            return act(app, config, store);
        }
    }

    /** The store that this command works on. */
    Store opened(ConnectorConfig config) {
        return open(config);
    }

    /** Opens the configured store, and brings its schema up to date. */
    static Store open(ConnectorConfig config) {
        return Store.open(settings(config));
    }

    /** Where the configured store is. */
    static StoreSettings settings(ConnectorConfig config) {
        return new StoreSettings(
                config.store().url(),
                config.store().user(),
                config.store().password().value());
    }
}
