package org.creditconnector.command;

import org.creditconnector.ledger.Release;
import picocli.CommandLine.IVersionProvider;

/** The version as {@code --version} tells it. */
final class Version implements IVersionProvider {
    static String text() {
        return Release.version();
    }

    @Override
    public String[] getVersion() {
        return new String[] {
            "credit-connector " + text() + " on Java " + Runtime.version().feature()
        };
    }
}
