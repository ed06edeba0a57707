package org.creditconnector.command;

import java.io.IOException;
import java.nio.file.Path;

/** The demo's lenders for tests of other packages. */
public final class DemoLenders {
    private DemoLenders() {}

    /** Lays the lenders into {@code home/lender} and gives a configuration for them. */
    public static String configuration(Path home, String registryUrl) throws IOException {
        DemoLender lender = DemoLender.in(home.resolve("lender"));
        return DemoCommand.configuration(lender, registryUrl, "", "");
    }
}
