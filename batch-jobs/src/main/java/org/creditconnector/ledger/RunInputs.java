package org.creditconnector.ledger;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.creditconnector.extract.ReadFile;

/** Which state of the lender's files each run read. */
public final class RunInputs {
    private final Store store;

    /** @param store where it is kept */
    public RunInputs(Store store) {
        this.store = store;
    }

    /** Writes down what a run is reading; what is known already stays as it is. */
    public void note(long runId, List<ReadFile> files) {
        store.transactions().executeWithoutResult(status -> {
            for (int number = 0; number < files.size(); number++) {
                ReadFile file = files.get(number);
                boolean known = store.jdbc()
                                .sql(
                                        "select count(*) from run_input where run_id = ? and file_number = ? and digest = ?")
                                .params(runId, number, file.digest())
                                .query(Long.class)
                                .single()
                        > 0;
                if (!known) {
                    store.jdbc()
                            .sql("""
                                 insert into run_input (run_id, table_name, file_number, file_name, digest, byte_count,
                                   modified_at) values (?, ?, ?, ?, ?, ?, ?)""")
                            .params(
                                    runId,
                                    file.table(),
                                    number,
                                    file.name(),
                                    file.digest(),
                                    file.bytes(),
                                    OffsetDateTime.ofInstant(file.modified(), ZoneOffset.UTC))
                            .update();
                }
            }
        });
    }

    /**
     * The files of a run in the order of the source. A file stands more than once where it was changed before a run was continued;
     * empty for databases, and for runs of before this was kept.
     */
    public List<ReadFile> of(long runId) {
        return store.jdbc()
                .sql("""
                     select table_name, file_name, byte_count, modified_at, digest from run_input where run_id = ?
                     order by file_number, modified_at, digest""")
                .param(runId)
                .query((row, number) -> new ReadFile(
                        row.getString(1),
                        row.getString(2),
                        row.getLong(3),
                        row.getObject(4, OffsetDateTime.class).toInstant(),
                        row.getString(5)))
                .list();
    }

    /** The newest run of a source, to any target, that read something for a date or an earlier one; declined ones count too. */
    public Optional<Run> lastReading(String source, LocalDate latest) {
        return store.jdbc()
                .sql("""
                     select run_id from submission_run r where source = ? and business_date <= ? and exists (
                       select 1 from key_range k where k.run_id = r.run_id and k.kind = 'ACCOUNTS' and k.state = 'STORED')
                     order by business_date desc, run_id desc fetch first row only""")
                .params(source, latest)
                .query(Long.class)
                .optional()
                .flatMap(new RunBook(store)::find);
    }
}
