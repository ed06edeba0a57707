package org.creditconnector.delivery;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What is asked of a registry over HTTP, besides the body.
 *
 * @param method {@code GET} or {@code PUT}
 * @param path below the target's address, beginning with a slash, made of letters, digits and hyphens only
 * @param query parameters not yet encoded, in the order of their names
 * @param headers further headers
 */
public record WireRequest(String method, String path, Map<String, String> query, Map<String, String> headers) {
    /** A question. */
    public static WireRequest get(String path, Map<String, String> query) {
        return new WireRequest("GET", path, query, Map.of("Accept", "application/json"));
    }

    /** The query string, percent-encoded; empty when there are no parameters. */
    public String queryString() {
        return new TreeMap<>(query)
                .entrySet().stream()
                        .map(parameter -> encoded(parameter.getKey()) + "=" + encoded(parameter.getValue()))
                        .collect(Collectors.joining("&"));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
