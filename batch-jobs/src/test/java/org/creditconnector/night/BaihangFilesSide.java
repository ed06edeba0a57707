package org.creditconnector.night;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.creditconnector.mockregistry.baihang.BaihangDirectory;
import org.creditconnector.registry.Power;
import org.creditconnector.registry.Powers;

/** The agency by daily files on an SFTP server, zipped and enciphered, with logs in the same form. */
final class BaihangFilesSide extends BaihangSide implements BehindDoor {
    private final Path directory;
    private final BaihangDirectory files;
    private final SftpDoor door;
    private boolean keepsWhatItTook = true;

    BaihangFilesSide(Path directory) throws IOException {
        super(directory);
        this.directory = directory;
        files = new BaihangDirectory(registry, keys, lender.getPublic(), directory);
        door = new SftpDoor(directory, this::take);
    }

    private void take(String name) throws IOException {
        files.take(directory.resolve("upload").resolve(name));
        if (!keepsWhatItTook) {
            Files.delete(directory.resolve("taken").resolve(name));
        }
    }

    @Override
    public String configuration() {
        return section(
                door.keys(),
                "files: {upload: /upload, taken: /taken, feedback: /log}",
                "wrapping: [zip, {session-key: {rsa: pkcs1, blocks: ecb, public-key: '${file:" + agencyKey
                        + "}', private-key: '${file:" + lenderKey + "}'}}]");
    }

    @Override
    public Powers declared() {
        return powers("sftp");
    }

    @Override
    public void lack(Set<Power> powers) {
        super.lack(powers);
        keepsWhatItTook = !powers.contains(Power.STATUS_QUERY);
    }

    @Override
    public SftpDoor door() {
        return door;
    }

    @Override
    public List<String> left() throws IOException {
        return Leftovers.unfinished(directory);
    }

    @Override
    public void forget() throws IOException {
        super.forget();
        Leftovers.empty(directory, "upload", "taken", "log");
    }

    @Override
    public void close() {
        door.close();
        files.close();
    }
}
