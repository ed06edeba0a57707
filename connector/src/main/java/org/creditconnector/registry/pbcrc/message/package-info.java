/**
 * The message files of the central bank's second-generation collection interface: pack of facts, message, file, feedback file and the
 * registry's own checks. Knows no credit record, no ledger, no clock.
 */
@NullMarked
package org.creditconnector.registry.pbcrc.message;

import org.jspecify.annotations.NullMarked;
