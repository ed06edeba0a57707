package org.creditconnector.notify;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.creditconnector.config.NotifyConfig;

/** A notice as a JSON document by POST, signed so that the receiver knows who sent it. */
final class Webhook {
    /** {@code sha256=} and the lower-case hex HMAC-SHA256 of the body. */
    static final String SIGNATURE = "X-Credit-Connector-Signature";

    private Webhook() {}

    static void send(NotifyConfig.Webhook config, Notice notice)
            throws IOException, InterruptedException, GeneralSecurityException {
        byte[] body = notice.json().getBytes(StandardCharsets.UTF_8);
        HttpRequest.Builder request = HttpRequest.newBuilder(config.url())
                .timeout(config.timeout())
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body));
        if (!config.secret().isEmpty()) {
            request.header(SIGNATURE, "sha256=" + hmac(config.secret().value(), body));
        }
        HttpClient client =
                HttpClient.newBuilder().connectTimeout(config.timeout()).build();
        HttpResponse<Void> answer = client.send(request.build(), HttpResponse.BodyHandlers.discarding());
        if (answer.statusCode() / 100 != 2) {
            throw new IOException("the receiver answered with status " + answer.statusCode());
        }
    }

    static String hmac(String key, byte[] body) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        return HexFormat.of().formatHex(mac.doFinal(body));
    }
}
