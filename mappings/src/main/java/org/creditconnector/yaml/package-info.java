@NullMarked
package org.creditconnector.yaml;

import org.jspecify.annotations.NullMarked;
