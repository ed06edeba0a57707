package org.creditconnector.night;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;

/** The profile {@code pbcrc} over a mounted directory. */
class PbcrcDirectoryTargetTest extends TargetContract {
    @Override
    OtherSide start() {
        try {
            return new PbcrcDirectorySide(Files.createDirectory(home.resolve("registry")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
