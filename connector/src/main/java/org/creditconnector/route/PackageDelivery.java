package org.creditconnector.route;

import java.nio.file.Path;
import org.creditconnector.delivery.HttpProtocol;
import org.creditconnector.delivery.SubmissionPackage;
import org.creditconnector.delivery.TargetEndpoint;

/**
 * The exchange body that goes into a delivery route.
 *
 * @param lastCheck called right before the first byte of the package leaves; throws to keep it here
 */
record PackageDelivery(
        TargetEndpoint endpoint, HttpProtocol protocol, SubmissionPackage manifest, Path file, Runnable lastCheck) {}
