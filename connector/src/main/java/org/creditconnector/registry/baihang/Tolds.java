package org.creditconnector.registry.baihang;

import org.creditconnector.registry.WireForm;

/** What was told, as bytes that outlive the schema. */
final class Tolds {
    static final WireForm<Told> FORM = WireForm.of("what was told, in %d bytes,", Told.class);

    private Tolds() {}
}
