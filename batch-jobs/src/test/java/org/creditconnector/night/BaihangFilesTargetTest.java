package org.creditconnector.night;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;

/** The profile {@code baihang} by daily files on an SFTP server. */
class BaihangFilesTargetTest extends TargetContract {
    @Override
    OtherSide start() {
        try {
            return new BaihangFilesSide(Files.createDirectory(home.resolve("registry")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
