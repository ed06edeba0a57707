@NullMarked
package org.creditconnector.config;

import org.jspecify.annotations.NullMarked;
