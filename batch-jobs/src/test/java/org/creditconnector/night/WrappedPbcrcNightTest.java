package org.creditconnector.night;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.creditconnector.ledger.StoreSettings;
import org.creditconnector.mockregistry.pbcrc.LoopbackSsh;
import org.creditconnector.mockregistry.pbcrc.PbcrcWrapping;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Nights whose files are wrapped and go by SFTP; the registry undoes the wrapping with code of its own and wraps its answers. */
class WrappedPbcrcNightTest {
    private static final String USER = "lender";
    private static final String PASSWORD = "open sesame";
    private static final String KEY = "0123456789abcdeffedcba9876543210";
    private static final String OTHER_KEY = "0123456789abcdeffedcba9876543211";

    @TempDir
    Path home;

    private YuanNights yuan;
    private LoopbackSsh server;

    @BeforeEach
    void open() throws Exception {
        yuan = new YuanNights(
                home, new StoreSettings("jdbc:h2:file:" + home.resolve("store/credit-connector"), "sa", ""));
        server = new LoopbackSsh(home.resolve("registry"), 0, USER, PASSWORD);
        pair("lender");
        pair("registry");
        secret("sm4.key", KEY);
        secret("password", PASSWORD);
        yuan.lender.lend(1, 1);
    }

    @AfterEach
    void close() {
        server.close();
        yuan.close();
    }

    private void secret(String name, String text) throws IOException {
        Files.setPosixFilePermissions(
                Files.writeString(home.resolve(name), text), PosixFilePermissions.fromString("rw-------"));
    }

    private void pair(String whose) throws IOException, GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC", new BouncyCastleProvider());
        generator.initialize(new ECGenParameterSpec("sm2p256v1"));
        KeyPair pair = generator.generateKeyPair();
        secret(whose + ".private", pem("PRIVATE", pair.getPrivate().getEncoded()));
        secret(whose + ".public", pem("PUBLIC", pair.getPublic().getEncoded()));
    }

    private static String pem(String kind, byte[] bytes) {
        return "-----BEGIN " + kind + " KEY-----\n" + Base64.getMimeEncoder().encodeToString(bytes) + "\n-----END "
                + kind + " KEY-----\n";
    }

    private String sftp(String wrapping) {
        return """
                channel: sftp
                url: %s
                login: {user: %s, password: '${file:password}', host-key: ['%s']}
                files: {upload: /inbox, taken: /taken, feedback: /outbox}
                wrapping: [%s]""".formatted(server.url(), USER, server.fingerprint(), wrapping);
    }

    private PbcrcWrapping page(String steps) throws IOException {
        return PbcrcWrapping.read(Files.writeString(home.resolve("wrapping.yaml"), "wrapping: [" + steps + "]\n"));
    }

    private List<Path> outbox() throws IOException {
        try (Stream<Path> all = Files.list(home.resolve("registry/outbox"))) {
            return all.sorted().toList();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "gzip, {sm2: {private-key: '${file:lender.private}', public-key: '${file:registry.public}'}}, {sm4: {mode: gcm, key: '${file:sm4.key}'}}"
                        + " | {do: gzip}, {do: sm2, private-key: registry.private, public-key: lender.public}, {do: sm4, mode: gcm, key: KEY}",
                "zip, {digest: {algorithm: sm3}}, {aes: {mode: cbc-pkcs7, key: '${file:sm4.key}'}}"
                        + " | {do: zip}, {do: digest, algorithm: sm3}, {do: aes, mode: cbc-pkcs7, key: KEY}",
                "{sm4: {mode: cbc-pkcs7, key: '${file:sm4.key}'}}, gzip, {digest: {algorithm: sha256}}"
                        + " | {do: sm4, mode: cbc-pkcs7, key: KEY}, {do: gzip}, {do: digest, algorithm: sha256}"
            })
    void aWrappedNightIsLoadedAndItsFeedbackComesBackWrapped(String ours, String theirs) throws Exception {
        yuan.reach(sftp(ours), "enc");
        yuan.registry.wrapping(page(theirs.replace("KEY", KEY)));
        RunReport run = yuan.run("2024-03-15");
        assertThat(yuan.refused()).isEmpty();
        assertThat(run.exit())
                .as(run.cause() + " " + yuan.rows("select rule_id, message from finding"))
                .isEqualTo(ExitCode.DONE);
        assertThat(run.items().accepted()).isEqualTo(2);
        assertThat(yuan.loaded(0)).containsExactly("110 2024-03-15 10", "210 2024-03-15 10");
        assertThat(yuan.files()).isNotEmpty().allMatch(name -> name.endsWith("0.enc"));
        for (Path answer : outbox()) {
            assertThat(answer.toString()).endsWith("1.enc");
            assertThat(Files.readString(answer, StandardCharsets.ISO_8859_1)).doesNotContain("A072");
        }
    }

    @Test
    void aFileUnderAnotherKeyIsRefusedAndItsAnswerCannotBeReadEither() throws Exception {
        yuan.reach(sftp("gzip, {sm4: {mode: gcm, key: '${file:sm4.key}'}}"), "enc");
        yuan.registry.wrapping(page("{do: gzip}, {do: sm4, mode: gcm, key: " + OTHER_KEY + "}"));
        RunReport run = yuan.run("2024-03-15");
        assertThat(yuan.registry.effects())
                .isNotEmpty()
                .allSatisfy(effect -> assertThat(effect.codes()).containsExactly("ABF000"));
        assertThat(run.items().accepted()).isZero();
        assertThat(run.exit()).isNotIn(ExitCode.DONE, ExitCode.WORK_LIST);
    }

    @Test
    void whatIsPackedOtherwiseIsRefusedAsPackedWrongly() throws Exception {
        yuan.reach(sftp("zip"), "enc");
        yuan.registry.wrapping(page("{do: gzip}"));
        yuan.run("2024-03-15");
        assertThat(yuan.registry.effects())
                .isNotEmpty()
                .allSatisfy(effect -> assertThat(effect.codes()).containsExactly("ABF001"));
    }
}
