package org.creditconnector.night;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.creditconnector.ledger.StoreSettings;
import org.creditconnector.mockregistry.pbcrc.LoopbackSsh;
import org.creditconnector.mockregistry.pbcrc.PbcrcWrapping;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Nights whose files are wrapped and go by SFTP; the registry undoes the wrapping with code of its own and wraps its answers. */
class WrappedPbcrcNightTest {
    private static final String USER = "lender";
    private static final String PASSWORD = "open sesame";
    private static final String KEY = "0123456789abcdeffedcba9876543210";
    private static final String OTHER_KEY = "0123456789abcdeffedcba9876543211";

    // Keys for this test only, on the curve sm2p256v1.
    private static final String LENDER_PRIVATE =
            "MIGTAgEAMBMGByqGSM49AgEGCCqBHM9VAYItBHkwdwIBAQQgc4NMD9JO1K1CTN2CF2xgvyqrM8Uo6DRwgw/jMXzADtCgCgYIKoEc"
                    + "z1UBgi2hRANCAAQbTybUEv6H1fpIeHHwLvjoqv9gLhR1iJ4mqGvLXbZipc87y3DH2HiuR1JhXZDAVDHJW5BRPPPtO70FnhGJLlqU";
    private static final String LENDER_PUBLIC =
            "MFkwEwYHKoZIzj0CAQYIKoEcz1UBgi0DQgAEG08m1BL+h9X6SHhx8C746Kr/YC4UdYieJqhry122YqXPO8twx9h4rkdSYV2QwFQx"
                    + "yVuQUTzz7Tu9BZ4RiS5alA==";
    private static final String REGISTRY_PRIVATE =
            "MIGTAgEAMBMGByqGSM49AgEGCCqBHM9VAYItBHkwdwIBAQQgduLtN+KtS9mkS9lAflmIyFj50C38BFR5zE1QtXbSaZugCgYIKoEc"
                    + "z1UBgi2hRANCAAR/nZLj9jrtg0J+X59zsXo7DjlGfX4Nyh0G/MRqJsNb9guoGhJeA9uy4NqVfk9WHJUfOnatAu2T+r3/VM0GW+/b";
    private static final String REGISTRY_PUBLIC =
            "MFkwEwYHKoZIzj0CAQYIKoEcz1UBgi0DQgAEf52S4/Y67YNCfl+fc7F6Ow45Rn1+DcodBvzEaibDW/YLqBoSXgPbsuDalX5PVhyV"
                    + "Hzp2rQLtk/q9/1TNBlvv2w==";

    @TempDir
    Path home;

    private YuanNights yuan;
    private LoopbackSsh server;

    @BeforeEach
    void open() throws Exception {
        yuan = new YuanNights(
                home, new StoreSettings("jdbc:h2:file:" + home.resolve("store/credit-connector"), "sa", ""));
        server = new LoopbackSsh(home.resolve("registry"), 0, USER, PASSWORD);
        pair("lender", LENDER_PRIVATE, LENDER_PUBLIC);
        pair("registry", REGISTRY_PRIVATE, REGISTRY_PUBLIC);
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

    private void pair(String whose, String privateKey, String publicKey) throws IOException {
        secret(whose + ".private", pem("PRIVATE", privateKey));
        secret(whose + ".public", pem("PUBLIC", publicKey));
    }

    private static String pem(String kind, String base64) {
        return "-----BEGIN " + kind + " KEY-----\n" + base64 + "\n-----END " + kind + " KEY-----\n";
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

    /** The lender's steps and the registry's. */
    static Stream<Arguments> wrappings() {
        return Stream.of(
                Arguments.of(
                        "gzip, {sm2: {private-key: '${file:lender.private}', public-key: '${file:registry.public}'}},"
                                + " {sm4: {mode: gcm, key: '${file:sm4.key}'}}",
                        "{do: gzip}, {do: sm2, private-key: registry.private, public-key: lender.public},"
                                + " {do: sm4, mode: gcm, key: KEY}"),
                Arguments.of(
                        "zip, {digest: {algorithm: sm3}}, {aes: {mode: cbc-pkcs7, key: '${file:sm4.key}'}}",
                        "{do: zip}, {do: digest, algorithm: sm3}, {do: aes, mode: cbc-pkcs7, key: KEY}"),
                Arguments.of(
                        "{sm4: {mode: cbc-pkcs7, key: '${file:sm4.key}'}}, gzip, {digest: {algorithm: sha256}}",
                        "{do: sm4, mode: cbc-pkcs7, key: KEY}, {do: gzip}, {do: digest, algorithm: sha256}"));
    }

    @ParameterizedTest
    @MethodSource("wrappings")
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
