/**
 * Seeded simulation: one number decides over everything that happens in many short nights, and the registry's own record of effects
 * judges. {@link org.creditconnector.simulation.Budget} says what may happen and what may not; {@link
 * org.creditconnector.simulation.Story} is where to begin reading.
 */
package org.creditconnector.simulation;
