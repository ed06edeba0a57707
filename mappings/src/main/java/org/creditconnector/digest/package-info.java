/** The one digest of the house: SHA-256, for all modules but the mock registry, which must not share our code. */
@NullMarked
package org.creditconnector.digest;

import org.jspecify.annotations.NullMarked;
