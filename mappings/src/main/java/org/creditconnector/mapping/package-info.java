@NullMarked
package org.creditconnector.mapping;

import org.jspecify.annotations.NullMarked;
