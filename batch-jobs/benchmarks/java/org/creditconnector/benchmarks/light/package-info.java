/** The measure: the bare work for one lender, without frameworks and without books. */
package org.creditconnector.benchmarks.light;
