package org.creditconnector.mockregistry;

import com.github.tomakehurst.wiremock.common.Notifier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hands WireMock's own messages to the logger: errors are shown, the rest only when somebody asks for it. */
final class QuietNotifier implements Notifier {
    private static final Logger LOG = LoggerFactory.getLogger("org.creditconnector.mockregistry.wiremock");

    @Override
    public void info(String message) {
        LOG.debug(message);
    }

    @Override
    public void error(String message) {
        LOG.error(message);
    }

    @Override
    public void error(String message, @Nullable Throwable cause) {
        LOG.error(message, cause);
    }
}
