package org.creditconnector.night;

import java.io.IOException;
import java.nio.file.Path;

/** The central bank's registry behind an SSH server: it takes a file as soon as that has its name. */
final class PbcrcSftpSide extends PbcrcSide implements BehindDoor {
    private final SftpDoor door;

    PbcrcSftpSide(Path directory) throws IOException {
        super(directory);
        door = new SftpDoor(directory, name -> look());
    }

    @Override
    String way() {
        return door.keys() + "\nfiles: {upload: /inbox, taken: /taken, feedback: /outbox}";
    }

    @Override
    public SftpDoor door() {
        return door;
    }

    @Override
    public void close() {
        door.close();
        super.close();
    }
}
