package org.creditconnector.route;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.creditconnector.delivery.CursorRefusedException;
import org.creditconnector.delivery.DeliveryOutcome;
import org.creditconnector.delivery.DeliveryOutcome.NotSent;
import org.creditconnector.delivery.DeliveryOutcome.Received;
import org.creditconnector.delivery.DeliveryOutcome.Refused;
import org.creditconnector.delivery.FileSettings;
import org.creditconnector.delivery.RegistryConnection;
import org.creditconnector.delivery.RegistryConnection.FeedbackPage;
import org.creditconnector.delivery.RegistryConnection.PackageKnowledge;
import org.creditconnector.delivery.RegistryUnavailableException;
import org.creditconnector.delivery.SubmissionPackage;
import org.creditconnector.delivery.TargetEndpoint;
import org.creditconnector.digest.Sha256;
import org.creditconnector.registry.Registries;
import org.creditconnector.testing.Records;
import org.creditconnector.wrapping.CipherMode;
import org.creditconnector.wrapping.Wrapping;
import org.creditconnector.wrapping.WrappingSteps;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What every channel of files does. The directory behind it is looked at directly. */
@Timeout(60)
abstract class FileChannelContract {
    static final String PACKAGE = "5b1f6f2e-0c2a-4f39-9c1a-1f0d8f4a2b11";
    static final String NAME = PACKAGE + ".avro";
    private static final String KEY = "0123456789abcdeffedcba9876543210";

    @TempDir
    Path folder;

    Path root;
    Path in;
    Path taken;
    Path out;
    Path file;
    final ConnectorRuntime runtime = new ConnectorRuntime(Registries.shipped(), record -> List.of());
    private int connected;

    static {
        Records.trust();
    }

    /** An endpoint whose directories lie below {@link #root}. */
    abstract TargetEndpoint endpoint(String name, FileSettings settings);

    /** Path of a directory below the root, as the channel writes it. */
    abstract String path(String directory);

    @BeforeEach
    void prepare() throws IOException {
        root = Files.createDirectory(folder.resolve("root"));
        in = Files.createDirectory(root.resolve("in"));
        taken = Files.createDirectory(root.resolve("taken"));
        out = Files.createDirectory(root.resolve("out"));
        byte[] content = new byte[600_000];
        new Random(7).nextBytes(content);
        file = Files.write(folder.resolve("package"), content);
    }

    @AfterEach
    void close() {
        runtime.close();
    }

    FileSettings settings(String marker, FileSettings.Proof proof, Wrapping wrapping) {
        return new FileSettings(path("in"), path("taken"), path("out"), ".part", marker, marker, proof, null, wrapping);
    }

    RegistryConnection connect() {
        return connect(settings(null, FileSettings.Proof.READ_BACK, Wrapping.NONE));
    }

    RegistryConnection connect(FileSettings settings) {
        connected++;
        return runtime.connect(endpoint("t" + connected, settings));
    }

    static SubmissionPackage manifest() {
        return SubmissionPackage.newBuilder()
                .setPackageId(PACKAGE)
                .setTarget("t")
                .setLenderCode("LENDER")
                .setBusinessDate(LocalDate.of(2013, 2, 6))
                .setSequence(1)
                .setItemCount(2)
                .setItemsDigest("0".repeat(64))
                .setTotals(List.of())
                .build();
    }

    String sha256() throws IOException {
        try (var content = Files.newInputStream(file)) {
            return Sha256.hex(content);
        }
    }

    static List<String> names(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(one -> one.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void aPackageLiesThereWholeUnderItsName() throws IOException {
        DeliveryOutcome outcome = connect().deliver(manifest(), file);
        assertThat(outcome).isInstanceOf(Received.class);
        assertThat(((Received) outcome).receipt()).isEqualTo(NAME + " sha256=" + sha256() + " bytes=600000");
        assertThat(names(in)).containsExactly(NAME);
        assertThat(in.resolve(NAME)).hasSameBinaryContentAs(file);
    }

    @Test
    void theManifestMayNameTheFile() throws IOException {
        SubmissionPackage named = manifest();
        named.setFileName("Z99999999H00012024040221000010.enc");
        assertThat(connect().deliver(named, file)).isInstanceOf(Received.class);
        assertThat(names(in)).containsExactly("Z99999999H00012024040221000010.enc");
        named.setFileName("../escape");
        RegistryConnection connection = connect();
        assertThatThrownBy(() -> connection.deliver(named, file)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aMarkerComesAfterTheFile() throws IOException {
        RegistryConnection connection = connect(settings(".ok", FileSettings.Proof.SIZE, Wrapping.NONE));
        assertThat(connection.deliver(manifest(), file)).isInstanceOf(Received.class);
        assertThat(names(in)).containsExactly(NAME, NAME + ".ok");
        assertThat(in.resolve(NAME + ".ok")).isEmptyFile();
    }

    @Test
    void theSameFileIsReceivedAgainWithoutBeingWritten() throws IOException {
        RegistryConnection connection = connect();
        connection.deliver(manifest(), file);
        FileTime written = Files.getLastModifiedTime(in.resolve(NAME));
        DeliveryOutcome again = connection.deliver(manifest(), file);
        assertThat(again).isInstanceOf(Received.class);
        assertThat(again.detail()).contains("already there");
        assertThat(Files.getLastModifiedTime(in.resolve(NAME))).isEqualTo(written);
    }

    @Test
    void aMissingMarkerIsMadeUpFor() throws IOException {
        Files.copy(file, in.resolve(NAME));
        RegistryConnection connection = connect(settings(".ok", FileSettings.Proof.READ_BACK, Wrapping.NONE));
        assertThat(connection.packageKnowledge(manifest(), sha256()).state()).isEqualTo(PackageKnowledge.State.UNKNOWN);
        assertThat(connection.deliver(manifest(), file)).isInstanceOf(Received.class);
        assertThat(names(in)).containsExactly(NAME, NAME + ".ok");
    }

    @Test
    void aFileThatWasTakenIsReceived() throws IOException {
        Files.copy(file, taken.resolve(NAME));
        DeliveryOutcome outcome = connect().deliver(manifest(), file);
        assertThat(outcome).isInstanceOf(Received.class);
        assertThat(names(in)).isEmpty();
    }

    @Test
    void aNameThatIsTakenByOtherBytesIsRefusedAndNothingOverwritten() throws IOException {
        for (Path where : List.of(in, taken)) {
            Files.write(where.resolve(NAME), "other".getBytes(UTF_8));
            DeliveryOutcome outcome = connect().deliver(manifest(), file);
            assertThat(outcome).isInstanceOf(Refused.class);
            assertThat(((Refused) outcome).code()).isEqualTo("name-taken");
            assertThat(outcome.detail()).contains("5 bytes, ours are 600000").contains("nothing was overwritten");
            assertThat(where.resolve(NAME)).hasContent("other");
            Files.delete(where.resolve(NAME));
        }
        byte[] sameSize = Files.readAllBytes(file);
        sameSize[1] ^= 1;
        Files.write(in.resolve(NAME), sameSize);
        assertThat(connect().deliver(manifest(), file)).isInstanceOf(Refused.class);
        assertThat(in.resolve(NAME)).hasBinaryContent(sameSize);
        assertThat(names(in)).containsExactly(NAME);
    }

    @Test
    void whatAnEarlierAttemptLeftGoes() throws IOException {
        Files.write(in.resolve(NAME + ".part"), "half".getBytes(UTF_8));
        assertThat(connect().deliver(manifest(), file)).isInstanceOf(Received.class);
        assertThat(names(in)).containsExactly(NAME);
        assertThat(in.resolve(NAME)).hasSameBinaryContentAs(file);
    }

    /** On a directory a file has both its names for a moment. */
    @Test
    void whatLiesUnderBothNamesIsLeftUnderTheFinalOne() throws IOException {
        RegistryConnection connection = connect();
        for (Path where : List.of(in, taken)) {
            Files.copy(file, where.resolve(NAME));
            Files.copy(file, in.resolve(NAME + ".part"));
            assertThat(knowledge(connection)).isEqualTo(PackageKnowledge.State.RECEIVED);
            assertThat(in.resolve(NAME + ".part")).doesNotExist();
            Files.copy(file, in.resolve(NAME + ".part"));
            assertThat(connection.deliver(manifest(), file)).isInstanceOf(Received.class);
            assertThat(in.resolve(NAME + ".part")).doesNotExist();
            assertThat(where.resolve(NAME)).hasSameBinaryContentAs(file);
            Files.delete(where.resolve(NAME));
        }
    }

    @Test
    void whoLostTheTargetLeavesNoFile() throws IOException {
        RegistryConnection connection = connect();
        for (int failing = 1; failing <= 2; failing++) {
            int[] checks = {failing};
            Runnable lastCheck = () -> {
                checks[0]--;
                if (checks[0] == 0) {
                    throw new IllegalStateException("lost");
                }
            };
            assertThatThrownBy(() -> connection.deliver(manifest(), file, lastCheck))
                    .hasStackTraceContaining("lost");
            assertThat(names(in)).isEmpty();
        }
    }

    @Test
    void aMissingDirectoryIsNoSend() throws IOException {
        Files.delete(in);
        DeliveryOutcome outcome = connect().deliver(manifest(), file);
        assertThat(outcome).isInstanceOf(NotSent.class);
    }

    @Test
    void itIsAskedByNameAndDigest() throws IOException {
        RegistryConnection connection = connect();
        assertThat(knowledge(connection)).isEqualTo(PackageKnowledge.State.UNKNOWN);
        Files.write(in.resolve(NAME + ".part"), "half".getBytes(UTF_8));
        assertThat(knowledge(connection)).isEqualTo(PackageKnowledge.State.UNKNOWN);
        connection.deliver(manifest(), file);
        assertThat(knowledge(connection)).isEqualTo(PackageKnowledge.State.RECEIVED);
        Files.move(in.resolve(NAME), taken.resolve(NAME));
        assertThat(knowledge(connection)).isEqualTo(PackageKnowledge.State.RECEIVED);
        Files.write(taken.resolve(NAME), "other".getBytes(UTF_8));
        assertThat(knowledge(connection)).isEqualTo(PackageKnowledge.State.UNKNOWN);
    }

    private PackageKnowledge.State knowledge(RegistryConnection connection) throws IOException {
        return connection.packageKnowledge(manifest(), sha256()).state();
    }

    @Test
    void whatFilesCannotTellIsSaid() {
        RegistryConnection connection = connect();
        assertThatThrownBy(() -> connection.statement(LocalDate.of(2020, 1, 1)))
                .isInstanceOf(RegistryUnavailableException.class)
                .hasMessageContaining("states nothing");
        assertThatThrownBy(() -> connection.holdings(LocalDate.of(2020, 1, 1), null))
                .isInstanceOf(RegistryUnavailableException.class);
        assertThatThrownBy(() -> connection.packageKnowledge(PACKAGE)).isInstanceOf(RegistryUnavailableException.class);
    }

    @Test
    void aCheckSaysWhatAnswered() throws IOException {
        assertThat(connect().check()).contains("answers").contains("its directories are there");
        Files.delete(out);
        RegistryConnection connection = connect();
        assertThatThrownBy(connection::check)
                .isInstanceOf(RegistryUnavailableException.class)
                .hasMessageContaining("feedback");
    }

    @Test
    void feedbackComesOldestFirstExactlyAsItLies() throws IOException {
        put("b.json", 1_000, page("F-1"));
        put("a.json", 2_000, page("F-2"));
        put("c.json", 2_000, page("F-3"));
        put("d.json.part", 2_500, page("F-X"));
        put("readme.txt", 2_500, "not feedback");
        RegistryConnection connection = connect();
        assertThat(ids(all(connection, null))).containsExactly("F-1", "F-2", "F-3");
        assertThat(all(connection, null).get(0).raw()).isEqualTo("{\"feedbackId\" : \"F-1\"}");
    }

    @Test
    void feedbackGoesOnAfterTheCursor() throws IOException {
        for (int i = 0; i < 25; i++) {
            put("f" + (100 - i) + ".json", 10_000 + 100L * i, page("F-" + i));
        }
        RegistryConnection connection = connect();
        FeedbackPage first = connection.feedback(null);
        assertThat(first.entries()).hasSize(10);
        assertThat(first.more()).isTrue();
        FeedbackPage second = connection.feedback(first.next());
        assertThat(ids(second.entries())).startsWith("F-10").endsWith("F-19");
        FeedbackPage third = connection.feedback(second.next());
        assertThat(third.more()).isFalse();
        assertThat(ids(third.entries())).startsWith("F-20").endsWith("F-24");

        put("a-late.json", 12_399, page("F-late"));
        put("new.json", 20_000, page("F-new"));
        assertThat(ids(all(connection, third.next())))
                .contains("F-late", "F-new")
                .doesNotContain("F-23");
        String end = connection.feedback(third.next()).next();
        assertThat(ids(all(connection, end))).containsExactly("F-new");
        assertThat(connection.feedback(end).next()).isEqualTo(end);
    }

    @Test
    void feedbackThatIsStillBeingWrittenIsLeft() throws IOException {
        RegistryConnection connection = connect(settings(".ok", FileSettings.Proof.READ_BACK, Wrapping.NONE));
        put("a.json", 1_000, page("F-1"));
        put("b.json", 1_010, page("F-2"));
        put("b.json.ok", 1_020, "");
        FeedbackPage page = connection.feedback(null);
        assertThat(ids(page.entries())).containsExactly("F-2");
        put("a.json.ok", 3_000, "");
        assertThat(ids(connection.feedback(page.next()).entries())).contains("F-1");
    }

    @Test
    void feedbackIsUnwrappedBeforeItIsRead() throws IOException {
        Wrapping wrapping = new Wrapping(List.of(WrappingSteps.gzip(), WrappingSteps.sm4(CipherMode.GCM, KEY)));
        ByteArrayOutputStream wrapped = new ByteArrayOutputStream();
        try (OutputStream stream = wrapping.wrap("a", new SecureRandom(), wrapped)) {
            stream.write(page("F-1").getBytes(UTF_8));
        }
        Files.write(out.resolve("a.json"), wrapped.toByteArray());
        byte[] bad = wrapped.toByteArray();
        bad[20] ^= 1;
        Files.write(out.resolve("b.json"), bad);
        Files.setLastModifiedTime(out.resolve("a.json"), FileTime.fromMillis(1_000_000));
        RegistryConnection connection = connect(settings(null, FileSettings.Proof.READ_BACK, wrapping));
        List<FeedbackPage.Entry> entries = connection.feedback(null).entries();
        assertThat(entries.get(0).feedbackId()).isEqualTo("F-1");
        assertThat(entries.get(1).problem()).contains("b.json").contains("step 2 of 2 (sm4 gcm) cannot be undone");
        assertThat(entries.get(1).raw()).startsWith("data:application/octet-stream;base64,");
    }

    @Test
    void feedbackThatIsNoFeedbackIsKeptWithItsProblem() throws IOException {
        put("a.json", 1_000, "no page");
        FeedbackPage.Entry entry = connect().feedback(null).entries().get(0);
        assertThat(entry.raw()).isEqualTo("no page");
        assertThat(entry.feedback()).isNull();
        assertThat(entry.problem()).contains("a.json");
    }

    @Test
    void aCursorOfAnotherChannelIsRefused() {
        RegistryConnection connection = connect();
        assertThatThrownBy(() -> connection.feedback("a cursor of http"))
                .isInstanceOf(CursorRefusedException.class)
                .hasMessageContaining("is of another channel");
    }

    private void put(String name, long modified, String content) throws IOException {
        Files.write(out.resolve(name), content.getBytes(UTF_8));
        Files.setLastModifiedTime(out.resolve(name), FileTime.fromMillis(modified * 1_000));
    }

    private static String page(String id) {
        return "{\"feedback\": [{\"feedbackId\" : \"" + id + "\"}], \"next\": \"-\", \"more\": false}";
    }

    private static List<FeedbackPage.Entry> all(RegistryConnection connection, String after) {
        List<FeedbackPage.Entry> entries = new ArrayList<>();
        FeedbackPage page = connection.feedback(after);
        entries.addAll(page.entries());
        while (page.more()) {
            page = connection.feedback(page.next());
            entries.addAll(page.entries());
        }
        return entries;
    }

    private static List<String> ids(List<FeedbackPage.Entry> entries) {
        return entries.stream().map(FeedbackPage.Entry::feedbackId).toList();
    }

    static TargetEndpoint.Timeouts waits(Duration all) {
        return new TargetEndpoint.Timeouts(all, all, all, all, all);
    }

    static TargetEndpoint.Limits limits() {
        return new TargetEndpoint.Limits(1 << 20, 10, 1, Duration.ofMillis(1));
    }
}
