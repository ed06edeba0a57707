/** The channel {@code http}: one HTTP client per target, with every wait and limit set, and nothing repeated in secret. */
@NullMarked
package org.creditconnector.delivery.http;

import org.jspecify.annotations.NullMarked;
