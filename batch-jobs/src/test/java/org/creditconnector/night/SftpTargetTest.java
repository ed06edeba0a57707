package org.creditconnector.night;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;

/** The profile {@code registry-api} by files on an SFTP server: packed, with a receipt that is a file's digest. */
class SftpTargetTest extends TargetContract {
    @Override
    OtherSide start() {
        try {
            return new SftpRegistry(Files.createDirectory(home.resolve("registry")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
