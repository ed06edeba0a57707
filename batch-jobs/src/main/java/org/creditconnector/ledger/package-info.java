@NullMarked
package org.creditconnector.ledger;

import org.jspecify.annotations.NullMarked;
