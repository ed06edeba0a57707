/** What the hot parts of a night cost, one by one, by JMH. */
@org.jspecify.annotations.NullMarked
package org.creditconnector.benchmarks.micro;
