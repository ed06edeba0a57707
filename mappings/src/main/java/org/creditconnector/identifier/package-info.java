/**
 * Numbers that carry their own check: is one well-formed, and which check digits belong to its body. Pure functions. The numbers are
 * personal, so that no message repeats them.
 */
@NullMarked
package org.creditconnector.identifier;

import org.jspecify.annotations.NullMarked;
