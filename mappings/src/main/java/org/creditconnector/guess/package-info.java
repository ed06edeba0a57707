/** Guesses a source folder from names and a sample of values. Pure: it reads nothing but what it is given. */
@org.jspecify.annotations.NullMarked
package org.creditconnector.guess;
