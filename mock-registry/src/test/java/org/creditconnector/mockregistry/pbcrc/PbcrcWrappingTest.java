package org.creditconnector.mockregistry.pbcrc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import org.creditconnector.mockregistry.ScenarioException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Wrapping as the registry undoes it. */
class PbcrcWrappingTest {
    private static final byte[] CONTENT = "sixteen letters.".repeat(40).getBytes(StandardCharsets.UTF_8);

    @TempDir
    Path folder;

    private PbcrcWrapping page(String steps) throws IOException {
        return PbcrcWrapping.read(Files.writeString(folder.resolve("wrapping.yaml"), "wrapping: [" + steps + "]\n"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{do: gzip}",
                "{do: zip}",
                "{do: digest, algorithm: sm3}",
                "{do: digest, algorithm: sha256}",
                "{do: sm4, mode: gcm, key: 0123456789abcdeffedcba9876543210}",
                "{do: sm4, mode: cbc-pkcs7, key: ASNFZ4mrze/+3LqYdlQyEA==}",
                "{do: aes, mode: cbc-no-padding, key: 0123456789abcdeffedcba98765432100123456789abcdef}"
            })
    void whatIsWrappedIsUndoneAndWhatIsAlteredIsFoundOrDiffers(String step) throws Exception {
        PbcrcWrapping wrapping = page(step);
        byte[] wrapped = wrapping.wrap("a.enc", CONTENT);
        assertThat(wrapped).isNotEqualTo(CONTENT);
        assertThat(wrapping.undo(wrapped)).isEqualTo(CONTENT);
        assertThatThrownBy(() -> wrapping.undo(new byte[] {1, 2, 3})).isInstanceOf(WrappedWrongException.class);
    }

    /** GB/T 32907-2016, appendix A.1, as one block of CBC with an IV of zeros. */
    @Test
    void sm4DeciphersThePublishedExample() throws Exception {
        PbcrcWrapping wrapping = page("{do: sm4, mode: cbc-no-padding, key: 0123456789abcdeffedcba9876543210}");
        byte[] sent = HexFormat.of().parseHex("00".repeat(16) + "681edf34d206965e86b3e94f536e4246");
        assertThat(HexFormat.of().formatHex(wrapping.undo(sent))).isEqualTo("0123456789abcdeffedcba9876543210");
    }

    /** GB/T 32905-2016, appendix A.1: the digest of "abc". */
    @Test
    void sm3IsThePublishedDigest() throws Exception {
        byte[] wrapped = page("{do: digest, algorithm: sm3}").wrap("a", "abc".getBytes(StandardCharsets.UTF_8));
        assertThat(HexFormat.of().formatHex(wrapped))
                .isEqualTo("616263" + "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{do: rot13} | do is rot13, expected gzip, zip, sm4, aes, digest or sm2",
                "{do: sm4, mode: ecb, key: 00} | mode is ecb, expected gcm, cbc-pkcs7 or cbc-no-padding",
                "{do: sm4, mode: gcm, key: 0011} | the key has 2 bytes, expected 16",
                "{do: digest, algorithm: md5} | algorithm is md5, expected sm3 or sha256",
                "{do: gzip, level: 9} | level: unknown key"
            })
    void aWrongPageIsToldInOneLine(String step, String sentence) {
        assertThatThrownBy(() -> page(step))
                .isInstanceOf(ScenarioException.class)
                .hasMessageContaining(sentence);
    }

    @Test
    void anEncFileWithoutAWrappingCannotBeOpened() {
        PbcrcRegistry registry = PbcrcRegistry.of(PbcrcSamples.PROVIDER);
        PbcrcFile plain = PbcrcSamples.file(1, "210", PbcrcSamples.opening());
        registry.receive(new PbcrcFile(plain.name().replace(".txt", ".enc"), plain.content()));
        assertThat(registry.effects())
                .singleElement()
                .satisfies(effect -> assertThat(effect.codes()).isEqualTo(List.of("ABF000")));
        assertThat(registry.feedback()).singleElement().asString().endsWith("2.enc");
    }
}
