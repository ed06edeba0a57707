package org.creditconnector.night;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;

/** The profile {@code baihang} record by record over HTTP: the answer is the verdict, and nothing can be asked afterwards. */
class BaihangHttpTargetTest extends TargetContract {
    @Override
    OtherSide start() {
        try {
            return new BaihangHttpSide(Files.createDirectory(home.resolve("registry")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
