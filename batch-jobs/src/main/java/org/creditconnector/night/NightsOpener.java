package org.creditconnector.night;

import org.creditconnector.config.ConnectorConfig;

/** Found as a service by the command line, when a command needs the jobs. */
public final class NightsOpener implements Nights.Opener {
    @Override
    public Nights open(ConnectorConfig config, Progress progress) {
        return StoredNights.open(config, progress);
    }
}
