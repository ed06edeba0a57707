/**
 * The profile {@code pbcrc}: the central bank's second-generation collection interface. Which records are due at which time points,
 * what stands in them, and how its answers read. Its layouts, codes and rules are data ({@code registries/pbcrc}), not code.
 */
@NullMarked
package org.creditconnector.registry.pbcrc;

import org.jspecify.annotations.NullMarked;
