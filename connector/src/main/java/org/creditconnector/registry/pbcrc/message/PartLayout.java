package org.creditconnector.registry.pbcrc.message;

/** What may stand at a place within a segment. */
sealed interface PartLayout permits FieldLayout, GroupLayout {
    String tag();
}
