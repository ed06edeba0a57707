package org.creditconnector.mapping;

import java.util.Map;
import java.util.Objects;
import org.creditconnector.record.CreditRecord;
import org.creditconnector.source.RowShape;
import org.creditconnector.source.SourceAccount;

/** The part of a mapping that a hand-written one does too: rows into a record, before anything is derived. */
public final class BareMapping {
    private final BoundMapping mapping;

    /** @param shapes columns of the folder's queries */
    public BareMapping(SourceFolder folder, Map<String, RowShape> shapes) {
        this.mapping = SourceMapping.load(folder).bind(shapes);
    }

    /** The mapping as the night uses it. */
    public BoundMapping whole() {
        return mapping;
    }

    /** The record of an account that has no findings. */
    public CreditRecord record(SourceAccount source, MappingRun run) {
        return Objects.requireNonNull(mapping.built(source, run), "the account has findings");
    }
}
