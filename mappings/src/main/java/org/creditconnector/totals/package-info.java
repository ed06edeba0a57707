@NullMarked
package org.creditconnector.totals;

import org.jspecify.annotations.NullMarked;
