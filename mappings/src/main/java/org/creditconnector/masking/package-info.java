@NullMarked
package org.creditconnector.masking;

import org.jspecify.annotations.NullMarked;
