package org.creditconnector.registry;

/**
 * Something that a kind of registry wants to be told for each target.
 *
 * @param name as written in the configuration, small letters and hyphens
 * @param required whether a target without it cannot work
 * @param meaning what it is and what may be given, one sentence
 */
public record ProfileSetting(String name, boolean required, String meaning) {}
