package org.creditconnector.night;

import java.io.IOException;
import java.nio.file.CopyOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import org.apache.sshd.server.session.ServerSession;
import org.apache.sshd.sftp.server.SftpEventListener;
import org.creditconnector.mockregistry.pbcrc.LoopbackSsh;

/** An SSH server before a registry: a file that gets its name is handed over at once, and either may be lost. */
final class SftpDoor implements AutoCloseable {
    private static final String USER = "lender";
    private static final String PASSWORD = "open sesame";

    private final LoopbackSsh server;
    private final Path password;
    private final Taking taking;
    private boolean loseAnswer;
    private boolean losePackage;
    private long arrivals;

    /** Takes a file in. */
    @FunctionalInterface
    interface Taking {
        /** @param name of the file that has just got it */
        void take(String name) throws IOException;
    }

    SftpDoor(Path root, Taking taking) throws IOException {
        this.taking = taking;
        this.password = Files.writeString(root.resolve("password"), PASSWORD);
        this.server = new LoopbackSsh(root, 0, USER, PASSWORD, new Arrival());
    }

    /** Where it is and how one is let in, as keys of a target. */
    String keys() {
        return String.join(
                "\n",
                "channel: sftp",
                "url: " + server.url(),
                "login: {user: " + USER + ", password: '${file:" + password + "}', host-key: ['" + server.fingerprint()
                        + "']}");
    }

    /** Hands the next file over, and the sender does not learn of it. */
    void loseNextAnswer() {
        loseAnswer = true;
    }

    /** Loses the next file before it has its name; the sender cannot know that. */
    void loseNextPackage() {
        losePackage = true;
    }

    /** Files that were to get their name, whatever became of them. */
    long arrivals() {
        return arrivals;
    }

    @Override
    public void close() {
        server.close();
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
        public void moved(ServerSession session, Path from, Path to, Collection<CopyOption> options, Throwable thrown)
                throws IOException {
            if (thrown != null) {
                return;
            }
            taking.take(to.getFileName().toString());
            if (loseAnswer) {
                loseAnswer = false;
                session.close(true);
            }
        }
    }
}
