@NullMarked
package org.creditconnector.notify;

import org.jspecify.annotations.NullMarked;
