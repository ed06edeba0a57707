@NullMarked
package org.creditconnector.route;

import org.jspecify.annotations.NullMarked;
