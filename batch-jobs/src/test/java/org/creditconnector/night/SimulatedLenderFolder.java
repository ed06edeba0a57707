package org.creditconnector.night;

import java.io.IOException;
import java.nio.file.Path;

/** The source folder of the tiny lender as a database, for the simulation. */
public final class SimulatedLenderFolder {
    private SimulatedLenderFolder() {}

    /** Writes the folder {@code tiny} into a directory of source folders. */
    public static void write(Path directory) throws IOException {
        TinyLender.writeFolder(directory, true);
    }
}
