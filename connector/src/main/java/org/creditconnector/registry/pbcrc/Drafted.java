package org.creditconnector.registry.pbcrc;

import org.creditconnector.registry.pbcrc.message.Message;

/**
 * A record that is ready to be written, and what will be on file once it is accepted.
 *
 * @param message arranged and checked
 * @param told what stands at the registry for its report date then
 */
record Drafted(Message message, Told told) {}
