package org.creditconnector.route;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** Step "rename": the file gets its name, and then its marker. From here on the registry may take it. */
final class GiveName implements Processor {
    @Override
    public void process(Exchange exchange) throws IOException {
        FileOnTheWay file = FileOnTheWay.in(exchange);
        file.checkAndEnter(FileOnTheWay.Stage.NAMING);
        try {
            file.place().rename(file.temporaryPath(), file.path());
        } catch (FileAlreadyExistsException e) {
            // Somebody was faster. Whose bytes they are decides.
            if (!LookForName.settledBy(file, file.path())) {
                throw e;
            }
            file.place().remove(file.temporaryPath());
            return;
        }
        file.mark();
        file.received(file.name() + " is there"
                + file.markerPath().map(marker -> " with its marker").orElse(""));
    }
}
