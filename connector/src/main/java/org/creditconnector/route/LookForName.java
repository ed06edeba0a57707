package org.creditconnector.route;

import java.io.IOException;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.creditconnector.delivery.DeliveryOutcome;
import org.creditconnector.delivery.FileSettings;
import org.creditconnector.delivery.file.FilePlace.Found;

/**
 * Step "name": is it free? Where the same file has it the package is there already; where another has it nothing may be done. What an
 * earlier attempt left under the temporary name goes in any case: a process may have died between the two names of a file.
 */
final class LookForName implements Processor {
    @Override
    public void process(Exchange exchange) throws IOException {
        FileOnTheWay file = FileOnTheWay.in(exchange);
        FileSettings settings = file.settings();
        if (!settledBy(file, file.path())
                && settings.taken() != null
                && !settings.taken().equals(settings.upload())) {
            settledBy(file, settings.taken() + "/" + file.name());
        }
        if (file.isOpen()) {
            file.sweep();
        } else {
            FileOnTheWay.sweepBehind(file.place(), file.temporaryPath());
        }
    }

    /** Whether a file of this name is at a path, so that there is nothing more to do. */
    static boolean settledBy(FileOnTheWay file, String path) throws IOException {
        Optional<Found> found = file.place().find(path);
        if (found.isEmpty()) {
            return false;
        }
        if (file.isSame(path, found.get())) {
            if (path.equals(file.path())) {
                file.checkAndEnter(FileOnTheWay.Stage.NAMING);
                file.mark();
            }
            file.received("already there, " + path + " has the same digest");
        } else {
            file.settle(new DeliveryOutcome.Refused(
                    file.target() + ": " + path + " is there with other bytes ("
                            + found.get().size()
                            + " bytes, ours are " + file.size()
                            + "); nothing was overwritten, find out whose it is before the package goes under another name",
                    "name-taken"));
        }
        return true;
    }
}
