@NullMarked
package org.creditconnector.source;

import org.jspecify.annotations.NullMarked;
