package org.creditconnector.night;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;

/** The profile {@code pbcrc} over the channel {@code sftp}. */
class PbcrcSftpTargetTest extends TargetContract {
    @Override
    OtherSide start() {
        try {
            return new PbcrcSftpSide(Files.createDirectory(home.resolve("registry")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
