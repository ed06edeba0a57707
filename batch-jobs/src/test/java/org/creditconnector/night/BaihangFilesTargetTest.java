package org.creditconnector.night;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.CopyOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Set;
import org.apache.sshd.server.session.ServerSession;
import org.apache.sshd.sftp.server.SftpEventListener;
import org.creditconnector.mockregistry.baihang.BaihangDirectory;
import org.creditconnector.mockregistry.pbcrc.LoopbackSsh;
import org.creditconnector.registry.Power;
import org.creditconnector.registry.Powers;

/** The profile {@code baihang} by daily files on an SFTP server, zipped and enciphered, with logs in the same form. */
class BaihangFilesTargetTest extends TargetContract {
    @Override
    OtherSide start() {
        try {
            return new Agency(Files.createDirectory(home.resolve("registry")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class Agency extends BaihangSide {
        private final Path directory;
        private final BaihangDirectory door;
        private final LoopbackSsh server;
        private final Path password;
        private boolean keepsWhatItTook = true;
        private boolean loseAnswer;
        private boolean losePackage;
        private long arrivals;

        Agency(Path directory) throws IOException {
            super(directory);
            this.directory = directory;
            door = new BaihangDirectory(registry, keys, lender.getPublic(), directory);
            server = new LoopbackSsh(directory, 0, "lender", "open sesame", new Arrival());
            password = Files.writeString(directory.resolve("password"), "open sesame");
        }

        @Override
        public String configuration() {
            return section(
                    "channel: sftp",
                    "url: " + server.url(),
                    "login: {user: lender, password: '${file:" + password + "}', host-key: ['" + server.fingerprint()
                            + "']}",
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
        public void loseNextAnswer() {
            loseAnswer = true;
        }

        @Override
        public void loseNextPackage() {
            losePackage = true;
        }

        @Override
        public long arrivals() {
            return arrivals;
        }

        @Override
        public void close() {
            server.close();
            door.close();
        }

        private final class Arrival implements SftpEventListener {
            @Override
            public void moving(ServerSession session, Path from, Path to, Collection<CopyOption> options)
                    throws IOException {
                arrivals++;
                if (losePackage) {
                    losePackage = false;
                    session.close(true);
                    throw new IOException("lost");
                }
            }

            @Override
            public void moved(
                    ServerSession session, Path from, Path to, Collection<CopyOption> options, Throwable thrown)
                    throws IOException {
                if (thrown != null) {
                    return;
                }
                String name = to.getFileName().toString();
                door.take(directory.resolve("upload").resolve(name));
                if (!keepsWhatItTook) {
                    Files.delete(directory.resolve("taken").resolve(name));
                }
                if (loseAnswer) {
                    loseAnswer = false;
                    session.close(true);
                }
            }
        }
    }
}
