@NullMarked
package org.creditconnector.calendar;

import org.jspecify.annotations.NullMarked;
