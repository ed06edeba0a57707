package org.creditconnector.wrapping;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import org.bouncycastle.crypto.AsymmetricBlockCipher;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.params.ParametersWithRandom;
import org.bouncycastle.crypto.params.RSAKeyParameters;

/**
 * Enciphers some fields of one JSON object by RSA, each into Base64; the rest stays as it is. A field that is not there is passed over, one
 * that is no text cannot be enciphered. Holds the object in memory: it is one record.
 */
final class RsaFieldsStep implements WrappingStep {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(com.fasterxml.jackson.core.StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .build();

    private final List<String> fields;
    private final SessionKeyForm.RsaPadding padding;
    private final RSAKeyParameters theirs;

    RsaFieldsStep(List<String> fields, SessionKeyForm.RsaPadding padding, RSAKeyParameters theirs) {
        this.fields = List.copyOf(fields);
        this.padding = padding;
        this.theirs = theirs;
    }

    @Override
    public String name() {
        return "rsa-fields";
    }

    @Override
    public boolean keepsForm() {
        return true;
    }

    @Override
    public Set<String> encipheredFields() {
        return Set.copyOf(fields);
    }

    @Override
    public boolean canBeUndone() {
        return false;
    }

    @Override
    public OutputStream wrap(String plainName, SecureRandom random, OutputStream target) {
        ByteArrayOutputStream plain = new ByteArrayOutputStream();
        return new FilterOutputStream(plain) {
            private boolean closed;

            @Override
            public void write(byte[] bytes, int offset, int length) {
                plain.write(bytes, offset, length);
            }

            @Override
            public void close() throws IOException {
                if (!closed) {
                    closed = true;
                    try (target) {
                        target.write(enciphered(plain.toByteArray(), random));
                    }
                }
            }
        };
    }

    private byte[] enciphered(byte[] plain, SecureRandom random) throws IOException {
        if (!(JSON.readTree(plain) instanceof ObjectNode object)) {
            throw new WrappingException("the step rsa-fields works on one JSON object, and the package is none");
        }
        for (String field : fields) {
            JsonNode value = object.get(field);
            if (value != null && !value.isNull()) {
                object.put(field, enciphered(field, value, random));
            }
        }
        return JSON.writeValueAsString(object).getBytes(StandardCharsets.UTF_8);
    }

    private String enciphered(String field, JsonNode value, SecureRandom random) throws WrappingException {
        if (!value.isTextual()) {
            throw new WrappingException("the step rsa-fields enciphers texts, and the field " + field + " is none");
        }
        byte[] text = value.textValue().getBytes(StandardCharsets.UTF_8);
        AsymmetricBlockCipher rsa = SessionKeyForm.rsa(padding);
        rsa.init(true, new ParametersWithRandom(theirs, random));
        if (text.length > rsa.getInputBlockSize()) {
            throw new WrappingException("the field " + field + " has " + text.length + " bytes, and the key enciphers "
                    + rsa.getInputBlockSize() + " at most");
        }
        try {
            return Base64.getEncoder().encodeToString(rsa.processBlock(text, 0, text.length));
        } catch (InvalidCipherTextException e) {
            throw new WrappingException("the step rsa-fields cannot encipher the field " + field);
        }
    }

    @Override
    public InputStream unwrap(InputStream in) throws IOException {
        throw new WrappingException("the step rsa-fields is not undone: nothing that comes has such fields");
    }

    @Override
    public String toString() {
        return name();
    }
}
