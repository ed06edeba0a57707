package org.creditconnector.mapping;

import org.creditconnector.source.SourceAccount;

/**
 * A mapping compiled like that of the night, with an observer behind each step. Slower than {@link BoundMapping}, for people who ask
 * why a value is what it is.
 */
public final class TracedMapping {
    private final BoundMapping bound;
    private final MappingLineage lineage;

    TracedMapping(BoundMapping bound) {
        this.bound = bound;
        this.lineage = bound.mapping().lineage();
    }

    /** The mapping it was made of. */
    public SourceMapping mapping() {
        return bound.mapping();
    }

    /**
     * Maps one account and writes down what the lines did.
     *
     * @param source all rows of the account, of the shapes that the mapping was bound to
     * @param run what is the same for the whole run
     */
    public ExplainedAccount explain(SourceAccount source, MappingRun run) {
        return bound.explain(source, run, new Trace(lineage));
    }
}
