package org.creditconnector.wrapping;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file of many times the heap goes through a process of 48 MB; {@code -Dwrapping.megabytes=1024} makes it a gigabyte. */
@Tag("long")
class FlatMemoryTest {
    private static final int MEGABYTES = Integer.getInteger("wrapping.megabytes", 192);

    @TempDir
    Path folder;

    @Test
    void aFileOfManyTimesTheHeapGoesThrough() throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx48m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        FlatMemoryTest.class.getName(),
                        folder.resolve("wrapped").toString(),
                        Integer.toString(MEGABYTES))
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        assertThat(process.waitFor(10, TimeUnit.MINUTES)).isTrue();
        assertThat(said.strip()).isEqualTo("whole");
    }

    /** The process. */
    public static void main(String[] args) throws IOException {
        Path wrapped = Path.of(args[0]);
        long size = Long.parseLong(args[1]) << 20;
        Keys.Pair sm2 = Keys.sm2(1);
        Wrapping wrapping = new Wrapping(List.of(
                WrappingSteps.gzip(),
                WrappingSteps.appended(WrappingSteps.sm2(sm2.privatePem(), sm2.publicPem(), "x")),
                WrappingSteps.sm4(CipherMode.GCM, Keys.BLOCK)));
        byte[] piece = new byte[1 << 20];
        Random random = new Random(1);
        try (OutputStream out = wrapping.wrap(
                "plain", Keys.random(1), new BufferedOutputStream(Files.newOutputStream(wrapped), 1 << 16))) {
            for (long done = 0; done < size; done += piece.length) {
                random.nextBytes(piece);
                out.write(piece);
            }
        }
        Random again = new Random(1);
        byte[] expected = new byte[piece.length];
        try (InputStream in = wrapping.unwrap(new BufferedInputStream(Files.newInputStream(wrapped), 1 << 16), size)) {
            for (long done = 0; done < size; done += piece.length) {
                again.nextBytes(expected);
                if (!java.util.Arrays.equals(in.readNBytes(piece.length), expected)) {
                    throw new IllegalStateException("other bytes at " + done);
                }
            }
            if (in.read() >= 0) {
                throw new IllegalStateException("more than was put in");
            }
        }
        System.out.println("whole");
    }
}
