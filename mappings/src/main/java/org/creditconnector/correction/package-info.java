/** Single fields of the credit record that a person corrects: found by path, read and replaced with their types kept. */
@NullMarked
package org.creditconnector.correction;

import org.jspecify.annotations.NullMarked;
