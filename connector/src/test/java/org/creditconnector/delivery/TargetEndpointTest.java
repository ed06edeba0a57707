package org.creditconnector.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TargetEndpointTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://registry.example/",
                "https://registry.example:8443/city/credit",
                "http://localhost:8080",
                "http://127.0.0.1:8080",
                "http://[::1]:8080"
            })
    void good_addresses(String url) {
        assertThat(endpoint("city-1", url).url()).isEqualTo(URI.create(url));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "http://registry.example/|http without TLS to registry.example, expected https",
                "http://127.0.0.1.evil.example/|http without TLS",
                "ftp://registry.example/|scheme 'ftp', expected https",
                "registry.example|scheme '', expected https",
                "https:///v1|no host",
                "https://user:secret@registry.example/|user, query and fragment are not allowed",
                "https://registry.example/?token=secret|user, query and fragment are not allowed"
            })
    void bad_addresses_are_refused_without_showing_a_secret(String url, String says) {
        assertThatThrownBy(() -> endpoint("city", url))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(says)
                .hasMessageNotContaining("secret");
    }

    @Test
    void plain_http_can_be_allowed() {
        TargetEndpoint endpoint = new TargetEndpoint(
                "city",
                "registry-api",
                "http",
                URI.create("http://registry.internal/"),
                "LENDER",
                () -> "secret",
                TargetEndpoint.Timeouts.DEFAULT,
                TargetEndpoint.Limits.DEFAULT,
                true);
        assertThat(endpoint.toString()).isEqualTo("target city (registry-api over http at http://registry.internal/)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "City", "a b", "{{x}}", "-a", "a?x=1"})
    void names_that_would_mean_something_in_a_route_are_refused(String name) {
        assertThatThrownBy(() -> endpoint(name, "https://registry.example/"))
                .hasMessageContaining("expected small letters, digits and hyphens");
    }

    @Test
    void there_is_no_waiting_for_ever() {
        Duration some = Duration.ofSeconds(1);
        assertThatThrownBy(() -> new TargetEndpoint.Timeouts(some, some, Duration.ZERO, some, some))
                .hasMessage("time-out PT0S: expected more than zero");
    }

    private static TargetEndpoint endpoint(String name, String url) {
        return TargetEndpoint.of(name, "registry-api", URI.create(url), "LENDER");
    }
}
