@NullMarked
package org.creditconnector.extract;

import org.jspecify.annotations.NullMarked;
