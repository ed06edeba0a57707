package org.creditconnector.broker;

/** The broker is there and does not let us in: user, password, certificate or rights are wrong. Waiting does not help. */
public final class BrokerRefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BrokerRefusedException(String message, Throwable cause) {
        super(message, cause);
    }
}
