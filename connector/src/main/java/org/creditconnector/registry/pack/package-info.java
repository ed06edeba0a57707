/** Reading the data packs that kinds of registries are described by: folders of tables whose rows say since and until when they are in force. */
@NullMarked
package org.creditconnector.registry.pack;

import org.jspecify.annotations.NullMarked;
