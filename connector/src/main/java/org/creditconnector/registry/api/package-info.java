@NullMarked
package org.creditconnector.registry.api;

import org.jspecify.annotations.NullMarked;
