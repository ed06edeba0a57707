package org.creditconnector.ledger;

/** The rule that versions of a subject take effect in their order, as SQL. */
final class EarlierItems {
    /**
     * Rows {@code mine, earlier, p}: an item of a package (parameters: its run and id) with an earlier one of the same subject that is
     * neither with the registry nor in the same package.
     */
    static final String NOT_ARRIVED = """
            from submission_package q
            join report_item mine on mine.run_id = q.run_id and mine.send_class = q.send_class
              and mine.range_number between q.first_range and q.last_range and mine.package_id = q.package_id
            join report_item earlier on earlier.target = mine.target and earlier.subject = mine.subject
              and earlier.sequence < mine.sequence
            left join submission_package p on p.package_id = earlier.package_id
            where q.run_id = ? and q.package_id = ?
              and coalesce(earlier.package_id, '') <> mine.package_id
              and (earlier.state = 'STAGED' or (earlier.state = 'SENT' and p.state in ('SENDING', 'UNKNOWN')))""";

    private EarlierItems() {}
}
