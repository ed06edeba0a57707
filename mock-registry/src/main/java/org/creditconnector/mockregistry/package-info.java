@NullMarked
package org.creditconnector.mockregistry;

import org.jspecify.annotations.NullMarked;
