package org.creditconnector.route;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** Step "write": the bytes under a temporary name. */
final class WriteTemporary implements Processor {
    @Override
    public void process(Exchange exchange) throws IOException {
        FileOnTheWay file = FileOnTheWay.in(exchange);
        file.checkAndEnter(FileOnTheWay.Stage.WRITING);
        try (OutputStream out = file.place().create(file.temporaryPath())) {
            Files.copy(file.file(), out);
        }
    }
}
