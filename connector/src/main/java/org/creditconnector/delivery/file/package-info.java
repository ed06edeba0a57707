/** The channels {@code sftp} and {@code directory}: places where files lie, and what can be done there. */
@NullMarked
package org.creditconnector.delivery.file;

import org.jspecify.annotations.NullMarked;
