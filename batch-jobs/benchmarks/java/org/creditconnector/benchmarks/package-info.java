/** What the product costs, measured beside a hand-written program that does the bare work: {@code ./credit-connector bench}. */
package org.creditconnector.benchmarks;
