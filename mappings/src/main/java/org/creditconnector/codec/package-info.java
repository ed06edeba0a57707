@NullMarked
package org.creditconnector.codec;

import org.jspecify.annotations.NullMarked;
