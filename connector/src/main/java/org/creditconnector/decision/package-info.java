/** What a person decided about an account, as the routes read it, and what became of it in a night. */
@NullMarked
package org.creditconnector.decision;

import org.jspecify.annotations.NullMarked;
