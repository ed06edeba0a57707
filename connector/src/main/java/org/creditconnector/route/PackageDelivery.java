package org.creditconnector.route;

import java.nio.file.Path;
import org.creditconnector.delivery.HttpProtocol;
import org.creditconnector.delivery.SubmissionPackage;
import org.creditconnector.delivery.TargetEndpoint;

/** The exchange body that goes into a delivery route. */
record PackageDelivery(TargetEndpoint endpoint, HttpProtocol protocol, SubmissionPackage manifest, Path file) {}
