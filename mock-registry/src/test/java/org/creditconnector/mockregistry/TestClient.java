package org.creditconnector.mockregistry;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Base64;

/** A client of the contract, over real HTTP. */
final class TestClient {
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .build();
    private final MockRegistry registry;

    TestClient(MockRegistry registry) {
        this.registry = registry;
    }

    /** Status and body of an answer. */
    record Reply(int status, HttpResponse<String> response) {
        JsonNode json() {
            return Json.ours(response.body());
        }

        String type() {
            return json().path("type").asText();
        }
    }

    Reply put(TestPackage given) {
        return put(given.id, given.bytes());
    }

    Reply put(String id, byte[] body) {
        return send(putRequest(id, body));
    }

    HttpRequest.Builder putRequest(String id, byte[] body) {
        return request("/v1/packages/" + id)
                .PUT(HttpRequest.BodyPublishers.ofByteArray(body))
                .setHeader("Content-Type", "application/vnd.apache.avro")
                .setHeader("Content-Digest", digest(body));
    }

    Reply get(String path) {
        return send(request(path).GET());
    }

    Reply post(String path) {
        return send(request(path).POST(HttpRequest.BodyPublishers.noBody()));
    }

    Reply put(String path, String body) {
        return send(request(path).PUT(HttpRequest.BodyPublishers.ofString(body)));
    }

    /** The only feedback there is. */
    JsonNode onlyFeedback() {
        JsonNode page = get("/v1/feedback").json();
        if (page.path("feedback").size() != 1) {
            throw new AssertionError("expected one feedback: " + page);
        }
        return page.path("feedback").get(0);
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(registry.url() + path)).timeout(Duration.ofSeconds(30));
    }

    Reply send(HttpRequest.Builder request) {
        try {
            return tryToSend(request);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Reply tryToSend(HttpRequest.Builder request) throws IOException {
        try {
            HttpResponse<String> response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return new Reply(response.statusCode(), response);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    static String digest(byte[] body) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(body);
            return "sha-256=:" + Base64.getEncoder().encodeToString(digest) + ":";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
