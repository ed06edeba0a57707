@NullMarked
package org.creditconnector.night;

import org.jspecify.annotations.NullMarked;
