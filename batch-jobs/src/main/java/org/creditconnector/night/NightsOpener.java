package org.creditconnector.night;

import org.creditconnector.config.ConnectorConfig;

/** Found as a service by the command line, when a command needs the jobs. From then on signals end the process in good order. */
public final class NightsOpener implements Nights.Opener {
    @Override
    public Nights open(ConnectorConfig config, Progress progress) {
        Pauses pauses = StopRequest.ofSignals(System.err).heededBy(Pauses.REAL);
        return StoredNights.open(config, progress, NightParts.standard().pauses(pauses));
    }
}
