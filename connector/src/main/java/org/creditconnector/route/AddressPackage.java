package org.creditconnector.route;

import java.io.IOException;
import org.apache.camel.Exchange;
import org.apache.camel.InvalidPayloadException;
import org.apache.camel.Processor;
import org.creditconnector.delivery.WireRequest;
import org.creditconnector.delivery.http.PackageBody;

/** Step "address": package file, digest and headers become the request. */
final class AddressPackage implements Processor {
    @Override
    public void process(Exchange exchange) throws IOException, InvalidPayloadException {
        PackageDelivery delivery = exchange.getMessage().getMandatoryBody(PackageDelivery.class);
        String digest = PackageBody.contentDigest(delivery.file());
        WireRequest request = delivery.protocol().deliver(delivery.manifest(), digest);
        PackageBody body = new PackageBody(
                delivery.file(), request.headers().getOrDefault("Content-Type", ""), delivery.lastCheck());
        new PackageOnTheWire(delivery, digest, body).keepIn(exchange);
        exchange.getMessage().setBody(body);
        HttpHeaders.write(request, delivery.endpoint(), exchange.getMessage());
    }
}
