package org.creditconnector.wrapping;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.security.KeyFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import javax.crypto.Cipher;
import org.creditconnector.wrapping.SessionKeyForm.RsaPadding;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Fields under RSA, opened by the Java runtime's own cipher. */
class RsaFieldsTest {
    private static final Keys.Pair AGENCY = Keys.rsa(1, 2_048);

    private static String wrapped(WrappingStep step, String json) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (OutputStream in = new Wrapping(List.of(step)).wrap("record", Keys.random(2), out)) {
            in.write(json.getBytes(UTF_8));
        }
        return out.toString(UTF_8);
    }

    @ParameterizedTest
    @CsvSource({"PKCS1,RSA/ECB/PKCS1Padding", "OAEP_SHA256,RSA/ECB/OAEPWithSHA-256AndMGF1Padding"})
    void theAgencyOpensTheFieldsAndTheRestStaysAsItWas(RsaPadding padding, String transformation) throws Exception {
        WrappingStep step = WrappingSteps.rsaFields(List.of("name", "pid"), padding, AGENCY.publicPem());
        String wrapped = wrapped(step, "{\"reqID\":\"r1\",\"name\":\"合成甲乙\",\"pid\":null,\"loanAmount\":12000.00}");
        assertThat(wrapped)
                .contains("\"loanAmount\":12000.00")
                .contains("\"pid\":null")
                .doesNotContain("合成");
        JsonNode record = new ObjectMapper().readTree(wrapped);
        Cipher rsa = Cipher.getInstance(transformation);
        byte[] key = Base64.getMimeDecoder().decode(AGENCY.privatePem().replaceAll("-----[A-Z ]+-----", ""));
        javax.crypto.spec.OAEPParameterSpec sameDigest = new javax.crypto.spec.OAEPParameterSpec(
                "SHA-256",
                "MGF1",
                java.security.spec.MGF1ParameterSpec.SHA256,
                javax.crypto.spec.PSource.PSpecified.DEFAULT);
        var opened = KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(key));
        if (padding == RsaPadding.PKCS1) {
            rsa.init(Cipher.DECRYPT_MODE, opened);
        } else {
            rsa.init(Cipher.DECRYPT_MODE, opened, sameDigest);
        }
        byte[] name = rsa.doFinal(Base64.getDecoder().decode(record.path("name").asText()));
        assertThat(new String(name, UTF_8)).isEqualTo("合成甲乙");
    }

    @Test
    void whatCannotBeEncipheredIsOneLineWithoutTheValue() {
        WrappingStep step = WrappingSteps.rsaFields(List.of("name"), RsaPadding.PKCS1, AGENCY.publicPem());
        assertThatThrownBy(() -> wrapped(step, "{\"name\":\"" + "x".repeat(300) + "\"}"))
                .isInstanceOf(WrappingException.class)
                .hasMessage("the field name has 300 bytes, and the key enciphers 245 at most");
        assertThatThrownBy(() -> wrapped(step, "{\"name\":4711}"))
                .hasMessage("the step rsa-fields enciphers texts, and the field name is none");
        assertThatThrownBy(() -> wrapped(step, "[]")).hasMessageContaining("one JSON object");
        assertThatThrownBy(() -> WrappingSteps.rsaFields(List.of(), RsaPadding.PKCS1, AGENCY.publicPem()))
                .hasMessageStartingWith("fields: none");
    }
}
