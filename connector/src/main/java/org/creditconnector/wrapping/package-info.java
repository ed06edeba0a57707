/**
 * What is done to a package file before it travels and undone when it came: pack, encipher, sign. A chain of small steps, each a
 * stream over the next, so that memory stays flat whatever the file's size.
 */
@NullMarked
package org.creditconnector.wrapping;

import org.jspecify.annotations.NullMarked;
