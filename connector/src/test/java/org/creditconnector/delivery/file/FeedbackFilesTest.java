package org.creditconnector.delivery.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.creditconnector.delivery.FileProtocol;
import org.creditconnector.delivery.FileSettings;
import org.creditconnector.delivery.RegistryConnection.FeedbackPage;
import org.creditconnector.delivery.SubmissionPackage;
import org.creditconnector.delivery.TargetEndpoint;
import org.creditconnector.wrapping.Wrapping;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FeedbackFilesTest {
    private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");

    @TempDir
    Path directory;

    private FeedbackFiles files;
    private @Nullable String cursor;

    /** Every file is a feedback with its name as text. */
    private static final class Names implements FileProtocol {
        @Override
        public String fileName(SubmissionPackage manifest) {
            throw new AssertionError("nothing is put down here");
        }

        @Override
        public boolean isFeedback(String fileName) {
            return true;
        }

        @Override
        public List<FeedbackPage.Entry> readFeedback(String fileName, byte[] content) {
            return List.of(
                    new FeedbackPage.Entry(fileName, new String(content, StandardCharsets.UTF_8), null, "not read"));
        }
    }

    @BeforeEach
    void open() {
        FileSettings settings = new FileSettings(
                directory.toString(),
                null,
                directory.toString(),
                ".part",
                null,
                null,
                FileSettings.Proof.SIZE,
                null,
                Wrapping.NONE);
        files = new FeedbackFiles(
                new DirectoryPlace(directory),
                settings,
                new Names(),
                new TargetEndpoint.Limits(1 << 20, 2, 0, Duration.ZERO));
    }

    private void put(String name, Instant when) throws IOException {
        Files.setLastModifiedTime(Files.writeString(directory.resolve(name), name), FileTime.from(when));
    }

    /** Names of a whole pass. */
    private List<String> pass() throws IOException {
        List<String> names = new ArrayList<>();
        boolean more = true;
        while (more) {
            FeedbackPage page = files.page(cursor);
            page.entries().forEach(entry -> names.add(entry.feedbackId()));
            assertThat(page.more() && page.next().equals(cursor))
                    .as("no progress")
                    .isFalse();
            cursor = page.next();
            more = page.more();
        }
        return names;
    }

    @Test
    void oldestFirstAndByNameWithinASecond() throws IOException {
        put("c", NOON);
        put("a", NOON.plusSeconds(1));
        put("b", NOON);
        assertThat(pass()).containsExactly("b", "c", "a");
    }

    /** A page that was not the last had moved past the second in which the next file came. */
    @Test
    void whatComesWithinTheSecondOfAFullPageIsNotMissed() throws IOException {
        put("d", NOON);
        put("e", NOON);
        put("f", NOON);
        assertThat(pass()).containsExactly("d", "e", "f");
        put("a", NOON);
        assertThat(pass()).contains("a");
        put("b", NOON.minusSeconds(FeedbackFiles.OVERLAP_SECONDS - 1));
        assertThat(pass()).contains("b");
    }

    @Test
    void whatLiesBackFurtherIsNotReadAgain() throws IOException {
        put("old", NOON);
        put("new", NOON.plusSeconds(FeedbackFiles.OVERLAP_SECONDS + 1));
        assertThat(pass()).containsExactly("old", "new");
        assertThat(pass()).containsExactly("new");
        assertThat(pass()).containsExactly("new");
    }
}
