package org.creditconnector.registry.pbcrc.message;

/** What stands within a segment: a {@link Field} or a {@link Group} of them. */
public sealed interface Part permits Field, Group {
    /** The tag as written. */
    String tag();
}
