@NullMarked
package org.creditconnector.rules;

import org.jspecify.annotations.NullMarked;
