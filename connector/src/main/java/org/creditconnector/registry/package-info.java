@NullMarked
package org.creditconnector.registry;

import org.jspecify.annotations.NullMarked;
