package org.creditconnector.night;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.creditconnector.delivery.RegistryUnavailableException;
import org.creditconnector.delivery.TargetEndpoint;
import org.creditconnector.mockregistry.baihang.AgencyKeys;
import org.creditconnector.mockregistry.baihang.BaihangHttp;
import org.creditconnector.mockregistry.baihang.BaihangRegistry;
import org.creditconnector.registry.Registries;
import org.creditconnector.route.ConnectorRuntime;
import org.junit.jupiter.api.Test;

/** What can be known of a registry that answers no question. */
class BaihangCheckTest {
    private static TargetEndpoint endpoint(BaihangHttp agency, String password) {
        return new TargetEndpoint(
                "agency",
                "baihang",
                "http",
                agency.url(),
                "LENDER",
                null,
                TargetEndpoint.Timeouts.DEFAULT,
                TargetEndpoint.Limits.DEFAULT,
                false,
                null,
                Map.of("institution", "LENDER"),
                new TargetEndpoint.BasicLogin("lender", () -> password));
    }

    private static String check(BaihangHttp agency, String password) {
        try (ConnectorRuntime routes = new ConnectorRuntime(Registries.shipped(), record -> List.of())) {
            return routes.connect(endpoint(agency, password)).check();
        }
    }

    @Test
    void thatItAnswersAndLetsUsInIsAllThatCanBeKnown() {
        BaihangRegistry registry = new BaihangRegistry(Set.of("LENDER"));
        try (BaihangHttp agency = new BaihangHttp(registry, new AgencyKeys(), 0, "lender", "secret")) {
            assertThat(check(agency, "secret"))
                    .endsWith("answers (HTTP 404); a baihang registry can be asked nothing more");
            assertThatThrownBy(() -> check(agency, "another"))
                    .isInstanceOf(RegistryUnavailableException.class)
                    .hasMessageContaining("HTTP 401, expected to be let in; check name and password")
                    .hasMessageNotContaining("another");
            assertThat(registry.effects()).isEmpty();
        }
    }
}
