@NullMarked
package org.creditconnector.command;

import org.jspecify.annotations.NullMarked;
