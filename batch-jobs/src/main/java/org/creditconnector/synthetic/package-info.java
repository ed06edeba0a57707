/** A lender that does not exist: borrowers, accounts and their histories made from a seed, with control figures of their own. */
@NullMarked
package org.creditconnector.synthetic;

import org.jspecify.annotations.NullMarked;
