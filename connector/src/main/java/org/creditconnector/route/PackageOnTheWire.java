package org.creditconnector.route;

import org.apache.camel.Exchange;
import org.creditconnector.delivery.http.PackageBody;

/** A package between request and answer: kept as an exchange property, for the body of the message is the wire's. */
record PackageOnTheWire(PackageDelivery delivery, String contentDigest, PackageBody body) {
    private static final String PROPERTY = "packageOnTheWire";

    void keepIn(Exchange exchange) {
        exchange.setProperty(PROPERTY, this);
    }

    static PackageOnTheWire of(Exchange exchange) {
        PackageOnTheWire kept = exchange.getProperty(PROPERTY, PackageOnTheWire.class);
        if (kept == null) {
            throw new IllegalStateException("the exchange carries no package");
        }
        return kept;
    }
}
