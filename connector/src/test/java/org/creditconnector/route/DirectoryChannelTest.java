package org.creditconnector.route;

import java.time.Duration;
import org.creditconnector.delivery.FileSettings;
import org.creditconnector.delivery.TargetEndpoint;

class DirectoryChannelTest extends FileChannelContract {
    @Override
    TargetEndpoint endpoint(String name, FileSettings settings) {
        return new TargetEndpoint(
                name,
                "registry-api",
                "directory",
                root.toUri(),
                "LENDER",
                null,
                waits(Duration.ofSeconds(30)),
                limits(),
                false,
                settings);
    }

    @Override
    String path(String directory) {
        return root.resolve(directory).toString();
    }
}
