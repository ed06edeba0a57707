package org.creditconnector.wrapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.creditconnector.wrapping.SessionKeyForm.Blocks;
import org.creditconnector.wrapping.SessionKeyForm.RsaPadding;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class WrappingTest {
    private static final long MOST = 10 << 20;
    private static final Keys.Pair SM2 = Keys.sm2(1);
    private static final Keys.Pair RSA = Keys.rsa(2, 2_048);
    private static final SessionKeyForm LINES = new SessionKeyForm(RsaPadding.PKCS1, Blocks.ECB);

    @TempDir
    Path folder;

    /** Steps with the same steps under other keys; none where a step has no key. */
    static Stream<Arguments> chains() {
        WrappingStep gzip = WrappingSteps.gzip();
        WrappingStep signed = WrappingSteps.appended(
                WrappingSteps.sm2(SM2.privatePem(), SM2.publicPem(), WrappingSteps.COMMON_SIGNER_ID));
        WrappingStep signedByOthers = WrappingSteps.appended(
                WrappingSteps.sm2(SM2.privatePem(), Keys.sm2(3).publicPem(), WrappingSteps.COMMON_SIGNER_ID));
        Keys.Pair others = Keys.rsa(4, 2_048);
        return Stream.of(
                chain("gzip", List.of(gzip), List.of()),
                chain("zip", List.of(WrappingSteps.zip()), List.of()),
                chain(
                        "sm4 gcm",
                        List.of(WrappingSteps.sm4(CipherMode.GCM, Keys.BLOCK)),
                        List.of(WrappingSteps.sm4(CipherMode.GCM, Keys.OTHER_BLOCK))),
                chain(
                        "gzip, sm4 cbc",
                        List.of(gzip, WrappingSteps.sm4(CipherMode.CBC_PKCS7, Keys.BLOCK)),
                        List.of(gzip, WrappingSteps.sm4(CipherMode.CBC_PKCS7, Keys.OTHER_BLOCK))),
                chain(
                        "aes gcm",
                        List.of(WrappingSteps.aes(CipherMode.GCM, Keys.BLOCK.repeat(2))),
                        List.of(WrappingSteps.aes(CipherMode.GCM, Keys.BLOCK + Keys.OTHER_BLOCK))),
                chain(
                        "sha256, aes cbc",
                        List.of(
                                WrappingSteps.appended(WrappingSteps.sha256()),
                                WrappingSteps.aes(CipherMode.CBC_PKCS7, Keys.BLOCK)),
                        List.of(
                                WrappingSteps.appended(WrappingSteps.sha256()),
                                WrappingSteps.aes(CipherMode.CBC_PKCS7, Keys.OTHER_BLOCK))),
                chain("sm3", List.of(WrappingSteps.appended(WrappingSteps.sm3())), List.of()),
                chain("sm2", List.of(signed), List.of(signedByOthers)),
                chain(
                        "gzip, sm2, sm4 gcm",
                        List.of(gzip, signed, WrappingSteps.sm4(CipherMode.GCM, Keys.BLOCK)),
                        List.of(gzip, signedByOthers, WrappingSteps.sm4(CipherMode.GCM, Keys.BLOCK))),
                chain(
                        "zip, session-key",
                        List.of(
                                WrappingSteps.zip(),
                                WrappingSteps.sessionKey(LINES, RSA.publicPem(), RSA.privatePem())),
                        List.of(
                                WrappingSteps.zip(),
                                WrappingSteps.sessionKey(LINES, RSA.publicPem(), others.privatePem()))),
                chain(
                        "gzip, session-key oaep cbc",
                        List.of(
                                gzip,
                                WrappingSteps.sessionKey(
                                        new SessionKeyForm(RsaPadding.OAEP_SHA256, Blocks.CBC),
                                        RSA.publicPem(),
                                        RSA.privatePem())),
                        List.of(
                                gzip,
                                WrappingSteps.sessionKey(
                                        new SessionKeyForm(RsaPadding.OAEP_SHA256, Blocks.CBC),
                                        RSA.publicPem(),
                                        others.privatePem()))));
    }

    private static Arguments chain(String name, List<WrappingStep> steps, List<WrappingStep> otherKeys) {
        return Arguments.of(name, new Wrapping(steps), new Wrapping(otherKeys));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("chains")
    void whatWasWrappedComesOutAgain(String name, Wrapping wrapping, Wrapping otherKeys) throws IOException {
        for (int size : new int[] {0, 1, 15, 16, 17, 1_023, 1_024, 1_025, 70_000, 300_000}) {
            byte[] content = content(size);
            assertThat(unwrap(wrapping, wrap(wrapping, content, size)))
                    .as(size + " bytes")
                    .isEqualTo(content);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("chains")
    void anotherKeyOpensNothing(String name, Wrapping wrapping, Wrapping otherKeys) throws IOException {
        if (otherKeys.isEmpty()) {
            return;
        }
        byte[] wrapped = wrap(wrapping, content(5_000), 1);
        assertFails(otherKeys, wrapped);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("chains")
    void aFileCutShortFailsWhereverItIsCut(String name, Wrapping wrapping, Wrapping otherKeys) throws IOException {
        byte[] wrapped = wrap(wrapping, content(5_000), 1);
        for (int length = 0; length < wrapped.length - 1; length += Math.max(1, wrapped.length / 97)) {
            if (!name.startsWith("zip") || length < wrapped.length / 2) {
                assertFails(wrapping, Arrays.copyOf(wrapped, length));
            }
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("chains")
    void anAlteredByteFailsOrChangesNothing(String name, Wrapping wrapping, Wrapping otherKeys) throws IOException {
        byte[] content = content(5_000);
        byte[] wrapped = wrap(wrapping, content, 1);
        int failed = 0;
        int tried = 0;
        for (int i = 0; i < wrapped.length; i += Math.max(1, wrapped.length / 211)) {
            byte[] altered = wrapped.clone();
            altered[i] ^= 0x40;
            tried++;
            try {
                assertThat(unwrap(wrapping, altered)).as("byte " + i).isEqualTo(content);
            } catch (WrappingException e) {
                failed++;
            }
        }
        // A time or a comment in a packed file's head may be altered without harm; little else.
        assertThat(failed).isGreaterThan(tried * 9 / 10);
    }

    private static void assertFails(Wrapping wrapping, byte[] wrapped) {
        assertThatThrownBy(() -> unwrap(wrapping, wrapped))
                .isInstanceOf(WrappingException.class)
                .hasNoCause()
                .message()
                .matches("step \\d of \\d \\([a-z0-9 -]+\\) cannot be undone: the key is another one,"
                        + " or the file was cut short or altered");
    }

    @Test
    void theTagIsCheckedAlsoWhenTheUnpackerStopsBeforeIt() throws IOException {
        Wrapping wrapping = new Wrapping(List.of(WrappingSteps.gzip(), WrappingSteps.sm4(CipherMode.GCM, Keys.BLOCK)));
        byte[] wrapped = wrap(wrapping, content(300_000), 1);
        wrapped[wrapped.length - 1] ^= 1;
        assertThatThrownBy(() -> unwrap(wrapping, wrapped))
                .hasMessageStartingWith("step 2 of 2 (sm4 gcm) cannot be undone");
    }

    /** Since JDK 25 the runtime's unpacker looks for a second packed part and takes a failure there for the end. */
    @Test
    void aFailureIsFoundAlsoWhenTheUnpackerPassesOverIt() throws IOException {
        WrappingStep signedByOthers = WrappingSteps.appended(
                WrappingSteps.sm2(SM2.privatePem(), Keys.sm2(3).publicPem(), WrappingSteps.COMMON_SIGNER_ID));
        byte[] wrapped = wrap(new Wrapping(List.of(signedByOthers)), content(5_000), 1);
        Wrapping careless = new Wrapping(List.of(new EndsAtAnyFailure(), signedByOthers));
        assertThatThrownBy(() -> unwrap(careless, wrapped))
                .isInstanceOf(WrappingException.class)
                .hasMessageStartingWith("step 2 of 2 (sm2) cannot be undone");
        InputStream broken = new InputStream() {
            private boolean failed;

            @Override
            public int read() throws IOException {
                if (failed) {
                    return -1;
                }
                failed = true;
                throw new IOException("connection lost");
            }
        };
        assertThatThrownBy(() -> new Wrapping(List.of(new EndsAtAnyFailure()))
                        .unwrap(broken, MOST)
                        .readAllBytes())
                .isInstanceOf(IOException.class)
                .hasMessage("connection lost");
    }

    private static final class EndsAtAnyFailure implements WrappingStep {
        @Override
        public String name() {
            return "careless";
        }

        @Override
        public OutputStream wrap(String plainName, SecureRandom random, OutputStream out) {
            return out;
        }

        @Override
        public InputStream unwrap(InputStream in) {
            return new FilterInputStream(in) {
                @Override
                public int read(byte[] bytes, int offset, int length) {
                    try {
                        return super.read(bytes, offset, length);
                    } catch (IOException e) {
                        return -1;
                    }
                }
            };
        }
    }

    @Test
    void anIvIsNeverTheSameAgain() throws IOException {
        Wrapping wrapping = new Wrapping(List.of(WrappingSteps.sm4(CipherMode.GCM, Keys.BLOCK)));
        assertThat(wrap(wrapping, content(100), 1)).isNotEqualTo(wrap(wrapping, content(100), 2));
    }

    @Test
    void packingAloneGivesTheSameBytes() throws IOException {
        Wrapping wrapping = new Wrapping(List.of(WrappingSteps.gzip(), WrappingSteps.zip()));
        assertThat(wrap(wrapping, content(1_000), 1)).isEqualTo(wrap(wrapping, content(1_000), 2));
    }

    @Test
    void aZipHasOneEntryNamedAfterTheFile() throws IOException {
        byte[] wrapped = wrap(new Wrapping(List.of(WrappingSteps.zip())), content(100), 1);
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(wrapped))) {
            assertThat(zip.getNextEntry().getName()).isEqualTo("plain.txt");
            assertThat(zip.readAllBytes()).isEqualTo(content(100));
            assertThat(zip.getNextEntry()).isNull();
        }
        ByteArrayOutputStream two = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(two)) {
            zip.putNextEntry(new ZipEntry("a"));
            zip.putNextEntry(new ZipEntry("b"));
        }
        assertFails(new Wrapping(List.of(WrappingSteps.zip())), two.toByteArray());
    }

    @Test
    void whatFollowsPackedDataIsRefused() throws IOException {
        Wrapping gzip = new Wrapping(List.of(WrappingSteps.gzip()));
        byte[] wrapped = wrap(gzip, content(1_000), 1);
        assertFails(gzip, Arrays.copyOf(wrapped, wrapped.length + 1));
    }

    @Test
    void aSmallFileMayNotUnpackToABigOne() throws IOException {
        Wrapping gzip = new Wrapping(List.of(WrappingSteps.gzip()));
        byte[] wrapped = wrap(gzip, new byte[2 << 20], 1);
        assertThat(wrapped.length).isLessThan(4_000);
        assertThatThrownBy(() ->
                        gzip.unwrap(new ByteArrayInputStream(wrapped), 1 << 20).readAllBytes())
                .isInstanceOf(WrappingException.class)
                .hasMessage("the file holds more than 1048576 bytes when all steps are undone");
    }

    @Test
    void theLinesAreKeyAndBlocks() throws IOException {
        byte[] wrapped =
                wrap(new Wrapping(List.of(WrappingSteps.sessionKey(LINES, RSA.publicPem(), null))), content(2_500), 1);
        List<String> lines =
                new String(wrapped, StandardCharsets.US_ASCII).lines().toList();
        assertThat(lines).hasSize(4);
        assertThat(lines).allMatch(line -> line.matches("[A-Za-z0-9+/]+=*"));
        assertThat(lines.get(1)).hasSize((1_024 + 16 + 2) / 3 * 4);
    }

    @Test
    void aFileThatCannotBeOpenedLeavesNothing() throws IOException {
        Wrapping wrapping = new Wrapping(List.of(WrappingSteps.sm4(CipherMode.GCM, Keys.BLOCK)));
        Path plain = Files.write(folder.resolve("plain"), content(300_000));
        Path wrapped = folder.resolve("wrapped");
        wrapping.wrap(plain, wrapped, "plain.txt", Keys.random(1));
        wrapping.unwrap(wrapped, folder.resolve("again"), MOST);
        assertThat(folder.resolve("again")).hasSameBinaryContentAs(plain);

        byte[] bytes = Files.readAllBytes(wrapped);
        bytes[200_000] ^= 1;
        Files.write(wrapped, bytes);
        assertThatThrownBy(() -> wrapping.unwrap(wrapped, folder.resolve("bad"), MOST))
                .isInstanceOf(WrappingException.class);
        assertThat(folder.resolve("bad")).doesNotExist();
    }

    @Test
    void keysAreShownNowhere() {
        Wrapping wrapping = new Wrapping(List.of(
                WrappingSteps.sm4(CipherMode.GCM, Keys.BLOCK),
                WrappingSteps.appended(WrappingSteps.sm2(SM2.privatePem(), null, "x")),
                WrappingSteps.sessionKey(LINES, RSA.publicPem(), RSA.privatePem())));
        assertThat(wrapping).hasToString("[sm4 gcm, sm2, session-key]");
        assertThat(SymmetricKey.of(Keys.BLOCK, 16)).hasToString("***");
        assertBadKey(() -> WrappingSteps.sm4(CipherMode.GCM, "0123secret"), "expected 16 bytes in hex or Base64");
        assertBadKey(() -> WrappingSteps.aes(CipherMode.GCM, "secret secret"), "16 or 24 or 32 bytes");
        assertBadKey(() -> WrappingSteps.sm2("secret", null, "x"), "no -----BEGIN");
        assertBadKey(() -> WrappingSteps.sm2(RSA.privatePem(), null, "x"), "no SM2 key");
        assertBadKey(() -> WrappingSteps.sessionKey(LINES, SM2.publicPem(), null), "no RSA key");
        assertBadKey(() -> WrappingSteps.sessionKey(LINES, Keys.rsa(9, 1_024).publicPem(), null), "1024 bits");
        assertBadKey(
                () -> WrappingSteps.sm2(
                        "-----BEGIN EC PRIVATE KEY-----\nc2VjcmV0\n-----END EC PRIVATE KEY-----", null, "x"),
                "PKCS #8");
        assertBadKey(
                () -> WrappingSteps.sm2("-----BEGIN PRIVATE KEY-----\nc2VjcmV0\n-----END PRIVATE KEY-----", null, "x"),
                "cannot be read");
    }

    private static void assertBadKey(Runnable making, String says) {
        assertThatThrownBy(making::run)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(says)
                .message()
                .doesNotContain("secret")
                .doesNotContain("c2VjcmV0");
    }

    @Test
    void aMissingKeyIsNamed() throws IOException {
        WrappingStep unsigned = WrappingSteps.appended(WrappingSteps.sm2(null, null, "x"));
        assertThatThrownBy(() -> wrap(new Wrapping(List.of(unsigned)), content(1), 1))
                .hasMessage("the step sm2 has no private-key, so that nothing can be signed");
        assertThatThrownBy(() -> unwrap(new Wrapping(List.of(unsigned)), content(100)))
                .hasMessage("the step sm2 has no public-key, so that no signature can be checked");
    }

    private static byte[] wrap(Wrapping wrapping, byte[] content, long seed) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (OutputStream wrapped = wrapping.wrap("plain.txt", Keys.random(seed), out)) {
            wrapped.write(content);
        }
        return out.toByteArray();
    }

    private static byte[] unwrap(Wrapping wrapping, byte[] wrapped) throws IOException {
        return wrapping.unwrap(new ByteArrayInputStream(wrapped), MOST).readAllBytes();
    }

    /** Half of it can be packed. */
    private static byte[] content(int size) {
        byte[] content = new byte[size];
        new Random(size).nextBytes(content);
        Arrays.fill(content, size / 2, size, (byte) 'a');
        return content;
    }
}
