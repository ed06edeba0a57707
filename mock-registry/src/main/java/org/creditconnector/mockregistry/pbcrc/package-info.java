/**
 * The central bank's second-generation registry, from a reading of the published rules of its own: it shares neither code nor tables
 * with whoever reports to it.
 */
@NullMarked
package org.creditconnector.mockregistry.pbcrc;

import org.jspecify.annotations.NullMarked;
