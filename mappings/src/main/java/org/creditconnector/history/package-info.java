@NullMarked
package org.creditconnector.history;

import org.jspecify.annotations.NullMarked;
