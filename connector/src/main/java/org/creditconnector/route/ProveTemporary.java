package org.creditconnector.route;

import java.io.IOException;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.creditconnector.delivery.FileSettings;
import org.creditconnector.delivery.file.FilePlace.Found;

/** Step "prove": what lies there is what was meant, by its size and, where the place can be read, by its digest. */
final class ProveTemporary implements Processor {
    @Override
    public void process(Exchange exchange) throws IOException {
        FileOnTheWay file = FileOnTheWay.in(exchange);
        String path = file.temporaryPath();
        Found found = file.place()
                .find(path)
                .orElseThrow(() -> new IOException("the file under its temporary name has vanished"));
        if (found.size() != file.size()) {
            throw new IOException("what was written has " + found.size() + " bytes there, expected " + file.size());
        }
        if (file.settings().proof() == FileSettings.Proof.READ_BACK && !file.isSame(path, found)) {
            throw new IOException("what was written has another digest there");
        }
    }
}
