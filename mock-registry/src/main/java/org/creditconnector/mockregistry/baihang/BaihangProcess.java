package org.creditconnector.mockregistry.baihang;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.creditconnector.mockregistry.pbcrc.LoopbackSsh;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The agency as a process has it: its options, its doors, and what it says when ready. */
public final class BaihangProcess implements AutoCloseable {
    private final Path directory;
    private final BaihangHttp http;
    private final BaihangDirectory door;
    private final @Nullable LoopbackSsh sftp;

    private BaihangProcess(Path directory, BaihangHttp http, BaihangDirectory door, @Nullable LoopbackSsh sftp) {
        this.directory = directory;
        this.http = http;
        this.door = door;
        this.sftp = sftp;
    }

    /** What a tester says of it on the command line. */
    public static final class Options {
        @Option(
                names = "--baihang",
                paramLabel = "DIR",
                description = "Also be the credit agency Baihang: over HTTP, and behind upload, taken and log in DIR.")
        private @Nullable Path directory;

        @Option(
                names = "--institution",
                paramLabel = "CODE",
                description =
                        "With --baihang: code of a lender that it knows, letters and digits. May be given more than once.")
        private List<String> institutions = new ArrayList<>();

        @Option(
                names = "--baihang-port",
                paramLabel = "P",
                description = "With --baihang: port for single records; 0, the default, takes any free one.")
        private int port;

        @Option(
                names = "--baihang-sftp-port",
                paramLabel = "P",
                description = "With --baihang: serve DIR by SFTP on loopback too; 0 takes any free port.")
        private @Nullable Integer sftpPort;

        @Option(
                names = "--baihang-login",
                paramLabel = "USER:PASSWORD",
                defaultValue = "lender:lender",
                description = "With --baihang: who is let in over HTTP and SFTP, by default ${DEFAULT-VALUE}.")
        private String login = "lender:lender";

        @Option(
                names = "--lender-key",
                paramLabel = "FILE",
                description =
                        "With --baihang: RSA public key in PEM that logs are enciphered for; else they are plain.")
        private @Nullable Path lenderKey;

        @Option(
                names = "--baihang-fault",
                paramLabel = "FAULT:N",
                description =
                        "With --baihang: what goes wrong with the n-th delivery, e.g. lose-answer:3. May be given more than once.")
        private List<String> faults = new ArrayList<>();

        /** Whether the agency is wanted. */
        public boolean wanted() {
            return directory != null;
        }

        /** What is wrong with them; empty when nothing is. */
        public String wrong() {
            if (!wanted()) {
                return institutions.isEmpty() && faults.isEmpty() && lenderKey == null && sftpPort == null
                        ? ""
                        : "--institution, --baihang-fault, --lender-key and --baihang-sftp-port need --baihang";
            }
            if (institutions.isEmpty() || !institutions.stream().allMatch(code -> code.matches("[A-Za-z0-9]{1,40}"))) {
                return "--institution is " + String.join(" ", institutions) + ", expected 1 to 40 letters and digits";
            }
            if (login.indexOf(':') <= 0) {
                return "--baihang-login: expected USER:PASSWORD";
            }
            for (String fault : faults) {
                String[] parts = fault.split(":", -1);
                if (parts.length != 2 || !parts[1].matches("[1-9][0-9]{0,8}")) {
                    return "--baihang-fault is " + fault + ", expected a fault and a number, e.g. lose-answer:3";
                }
                try {
                    BaihangFault.of(parts[0]);
                } catch (IllegalArgumentException e) {
                    return "--baihang-fault: " + e.getMessage();
                }
            }
            return "";
        }

        /**
         * Starts it.
         *
         * @param lookEvery pause between two looks into the upload directory
         * @return null where it is not wanted
         * @throws IOException when the directory, a port or the key cannot be had
         */
        public @Nullable BaihangProcess start(Duration lookEvery) throws IOException {
            Path root = directory;
            if (root == null) {
                return null;
            }
            var registry = new BaihangRegistry(Set.copyOf(institutions));
            for (String fault : faults) {
                String[] parts = fault.split(":", -1);
                registry.plant(BaihangFault.of(parts[0]), Integer.parseInt(parts[1]));
            }
            var keys = new AgencyKeys();
            var door = new BaihangDirectory(registry, keys, key(), root);
            Files.writeString(root.resolve("agency-public-key.pem"), keys.publicKey());
            String user = login.substring(0, login.indexOf(':'));
            String password = login.substring(login.indexOf(':') + 1);
            LoopbackSsh sftp = sftpPort == null ? null : new LoopbackSsh(root, sftpPort, user, password);
            var http = new BaihangHttp(registry, keys, port, user, password);
            door.watch(lookEvery);
            return new BaihangProcess(root, http, door, sftp);
        }

        private @Nullable PublicKey key() throws IOException {
            try {
                return lenderKey == null ? null : AgencyKeys.publicKey(Files.readString(lenderKey));
            } catch (GeneralSecurityException | IllegalArgumentException e) {
                throw new IOException(lenderKey + " holds no RSA public key in PEM", e);
            }
        }
    }

    /** One line. */
    public String ready() {
        return "baihang agency ready on " + http.url() + " and in " + directory
                + (sftp == null ? "" : " and on " + sftp.url() + " with host key " + sftp.fingerprint())
                + ", its public key is " + directory.resolve("agency-public-key.pem");
    }

    @Override
    public void close() {
        if (sftp != null) {
            sftp.close();
        }
        door.close();
        http.close();
    }
}
