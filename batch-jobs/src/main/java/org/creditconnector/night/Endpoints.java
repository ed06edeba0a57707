package org.creditconnector.night;

import org.creditconnector.config.ConnectorConfig;
import org.creditconnector.config.TargetConfig;
import org.creditconnector.delivery.TargetEndpoint;
import org.creditconnector.delivery.TargetEndpoint.Limits;
import org.creditconnector.delivery.TargetEndpoint.Timeouts;

/** A configured target as the connector wants it. */
public final class Endpoints {
    private Endpoints() {}

    /**
     * The endpoint of a target.
     *
     * @throws CommandException when name or address cannot be used
     */
    public static TargetEndpoint of(TargetConfig target, ConnectorConfig config) {
        try {
            return new TargetEndpoint(
                    target.name(),
                    target.profile(),
                    target.channel(),
                    target.url(),
                    config.lender().code(),
                    target.token().isEmpty() ? null : target.token()::value,
                    timeouts(target),
                    Limits.DEFAULT,
                    false);
        } catch (IllegalArgumentException e) {
            throw new CommandException(ExitCode.CONFIGURATION, e.getMessage() == null ? "target" : e.getMessage(), e);
        }
    }

    private static Timeouts timeouts(TargetConfig target) {
        Timeouts standard = Timeouts.DEFAULT;
        return new Timeouts(
                target.connectTimeout(),
                standard.tls(),
                standard.write(),
                target.answerTimeout(),
                standard.wholeCall());
    }
}
