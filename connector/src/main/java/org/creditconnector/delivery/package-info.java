@NullMarked
package org.creditconnector.delivery;

import org.jspecify.annotations.NullMarked;
