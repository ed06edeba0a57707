package org.creditconnector.registry.pbcrc.message;

import java.util.List;

/**
 * A group of fields within a segment.
 *
 * @param unique no two groups of the segment may agree in these fields; empty when they may
 * @param repeated false for the one corrected segment within a correction
 * @param keep its unique fields are remembered of what is on file
 */
record GroupLayout(String tag, PartsLayout content, List<String> unique, boolean repeated, boolean keep)
        implements PartLayout {}
