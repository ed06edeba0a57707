package org.creditconnector.mockregistry;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.digest.BuiltinDigests;
import org.apache.sshd.sftp.client.SftpClient;
import org.apache.sshd.sftp.client.SftpClient.OpenMode;
import org.apache.sshd.sftp.client.SftpClientFactory;
import org.creditconnector.mockregistry.pbcrc.PbcrcDirectory;
import org.creditconnector.mockregistry.pbcrc.PbcrcFile;
import org.creditconnector.mockregistry.pbcrc.PbcrcProcess;
import org.creditconnector.mockregistry.pbcrc.PbcrcRegistry;
import org.creditconnector.mockregistry.pbcrc.PbcrcSamples;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The central bank's registry as a tester has it: a directory, an SFTP server, a command line. */
class PbcrcProcessTest {
    private static final String PROVIDER = PbcrcSamples.PROVIDER;
    private static final Duration WAIT = Duration.ofSeconds(20);

    @TempDir
    Path directory;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private int run(Runnable whenReady, String... args) {
        return MockRegistryMain.run(
                args,
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                mock -> whenReady.run());
    }

    private static PbcrcFile opening() {
        return PbcrcSamples.file(1, "210", PbcrcSamples.opening());
    }

    @Test
    void takesWhatIsRenamedIntoTheInboxAndPutsTheFeedbackOutWhole() throws Exception {
        PbcrcRegistry registry = PbcrcRegistry.of(PROVIDER);
        try (PbcrcDirectory door = new PbcrcDirectory(registry, directory)) {
            PbcrcFile file = opening();
            Path part = Files.write(directory.resolve("inbox").resolve(file.name() + ".part"), file.content());
            door.look();
            assertThat(registry.effects()).as("not before it has its name").isEmpty();
            Files.move(part, directory.resolve("inbox").resolve(file.name()));
            door.look();
            assertThat(names("inbox")).isEmpty();
            assertThat(names("taken")).containsExactly(file.name());
            assertThat(names("outbox")).containsExactly(file.name().substring(0, 29) + "1.txt");
            assertThat(registry.holdings()).hasSize(1);
        }
    }

    private List<String> names(String folder) throws IOException {
        try (var files = Files.list(directory.resolve(folder))) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    @Test
    void answersOverSftpWithThePinnedHostKey() {
        PbcrcFile file = opening();
        int code = run(
                () -> exchange(file),
                "--pbcrc",
                directory.toString(),
                "--provider",
                PROVIDER,
                "--look-every",
                "20ms",
                "--sftp-port",
                "0",
                "--sftp-login",
                "me:secret:word");
        assertThat(err.toString(StandardCharsets.UTF_8)).isEmpty();
        assertThat(code).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8).lines())
                .hasSize(2)
                .first()
                .asString()
                .startsWith("pbcrc registry ready in " + directory + " and on sftp://127.0.0.1:");
    }

    private void exchange(PbcrcFile file) {
        Matcher ready = Pattern.compile("127\\.0\\.0\\.1:(\\d+)/ with host key (SHA256:\\S+)")
                .matcher(out.toString(StandardCharsets.UTF_8));
        assertThat(ready.find()).isTrue();
        try (SshClient client = SshClient.setUpDefaultClient()) {
            client.setServerKeyVerifier((session, address, key) ->
                    KeyUtils.getFingerPrint(BuiltinDigests.sha256, key).equals(ready.group(2)));
            client.start();
            try (ClientSession session = client.connect("me", "127.0.0.1", Integer.parseInt(ready.group(1)))
                    .verify(WAIT)
                    .getSession()) {
                session.addPasswordIdentity("secret:word");
                session.auth().verify(WAIT);
                try (SftpClient sftp = SftpClientFactory.instance().createSftpClient(session)) {
                    try (var upload = sftp.write("/inbox/" + file.name() + ".part", OpenMode.Write, OpenMode.Create)) {
                        upload.write(file.content());
                    }
                    sftp.rename("/inbox/" + file.name() + ".part", "/inbox/" + file.name());
                    String feedback = "/outbox/" + file.name().substring(0, 29) + "1.txt";
                    waitFor(sftp, feedback);
                    try (var download = sftp.read(feedback)) {
                        assertThat(new String(download.readAllBytes(), StandardCharsets.UTF_8))
                                .startsWith("A0722.0.0" + PROVIDER);
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void waitFor(SftpClient sftp, String path) throws IOException {
        long end = System.nanoTime() + WAIT.toNanos();
        String name = path.substring(path.lastIndexOf('/') + 1);
        boolean there = false;
        while (!there && System.nanoTime() < end) {
            for (SftpClient.DirEntry entry : sftp.readDir("/outbox")) {
                there |= entry.getFilename().equals(name);
            }
        }
        assertThat(there).as(path).isTrue();
    }

    @Test
    void playsTheFaultsOfAPage() throws Exception {
        Path page = Files.writeString(
                directory.resolve("lost.yaml"), "description: x\nfaults: [{do: refuse-file, occurrences: all}]\n");
        try (PbcrcProcess process =
                PbcrcProcess.start(directory, List.of(PROVIDER), page, null, Duration.ofMillis(20), null, "a:b")) {
            assertThat(process.ready()).isEqualTo("pbcrc registry ready in " + directory);
            PbcrcFile file = opening();
            Files.write(directory.resolve("inbox/x.part"), file.content());
            Files.move(
                    directory.resolve("inbox/x.part"),
                    directory.resolve("inbox").resolve(file.name()));
            Path feedback = directory.resolve("outbox").resolve(file.name().substring(0, 29) + "2.txt");
            long end = System.nanoTime() + WAIT.toNanos();
            while (!Files.exists(feedback) && System.nanoTime() < end) {
                Thread.onSpinWait();
            }
            assertThat(feedback).content().contains("<FbCode>ABF002</FbCode>");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--provider;Z99999999H0001 | --provider, --pbcrc-scenario, --wrapping and --sftp-port need --pbcrc",
                "--pbcrc;DIR | --provider is , expected 14 capital letters and digits, with branches as CODE:BRANCH,BRANCH",
                "--pbcrc;DIR;--provider;short | --provider is short, expected 14 capital letters and digits, with branches as CODE:BRANCH,BRANCH",
                "--pbcrc;DIR;--provider;Z99999999H0001;--sftp-port;70000 | --sftp-port is 70000, expected 0 to 65535",
                "--pbcrc;DIR;--provider;Z99999999H0001;--look-every;0 | --look-every is PT0S, expected at least 1ms",
                "--pbcrc;DIR;--provider;Z99999999H0001;--sftp-login;me | --sftp-login: expected USER:PASSWORD",
                "--pbcrc;DIR;--provider;Z99999999H0001;--pbcrc-scenario;no.yaml | --pbcrc DIR: java.nio.file.NoSuchFileException: no.yaml"
            })
    void aWrongOptionIsToldOnOneLine(String args, String sentence) {
        String given = args.replace("DIR", directory.toString());
        assertThat(run(() -> {}, given.split(";"))).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .isEqualTo("mock-registry: " + sentence.replace("DIR", directory.toString()) + "\n");
        assertThat(out.size()).isZero();
    }
}
