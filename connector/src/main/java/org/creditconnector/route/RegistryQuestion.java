package org.creditconnector.route;

import org.creditconnector.delivery.TargetEndpoint;
import org.creditconnector.delivery.WireRequest;

/** The exchange body that goes into a question route. */
record RegistryQuestion(TargetEndpoint endpoint, WireRequest request) {}
