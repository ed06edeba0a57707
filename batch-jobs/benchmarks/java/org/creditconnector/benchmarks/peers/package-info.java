/** What others do in the product's place, so that its costs can be seen beside theirs. Nothing of it is part of the product. */
package org.creditconnector.benchmarks.peers;
