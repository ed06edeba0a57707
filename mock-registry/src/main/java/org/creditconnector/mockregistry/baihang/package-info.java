/**
 * The credit agency Baihang for tests and demos: single records over HTTP and daily files. Written from public notes on the interface
 * alone; it shares nothing with the connector. What is not public (error codes, form of the log) is its own and says so.
 */
@NullMarked
package org.creditconnector.mockregistry.baihang;

import org.jspecify.annotations.NullMarked;
