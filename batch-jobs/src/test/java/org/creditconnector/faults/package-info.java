/** Faults for tests, one home for all of them: what may happen to the store, to the wire and to a process of ours. */
package org.creditconnector.faults;
