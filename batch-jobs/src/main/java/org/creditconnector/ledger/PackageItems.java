package org.creditconnector.ledger;

import java.util.Collections;
import java.util.List;

/**
 * How the items of a package are found. It was made of neighbours in the order of class, range and offset, and knows from which range to
 * which: that leads to them by an index of what never changes, and their package's id tells them from the items between them that went
 * otherwise. So an item that is packed, or freed, changes no index.
 */
final class PackageItems {
    /** Condition that an item {@code i} is of package {@code p}. */
    static final String IN_P = """
            i.run_id = p.run_id and i.send_class = p.send_class
              and i.range_number between p.first_range and p.last_range and i.package_id = p.package_id\s""";

    /** Items {@code i} of packages {@code p}, to stand behind {@code join} or {@code left join}. */
    static final String OF_P = "report_item i on " + IN_P;

    /** Condition of a statement about {@code report_item} alone; its parameters are {@link #parameters}. */
    static final String OF_ONE = " run_id = " + its("run_id") + " and send_class = " + its("send_class")
            + " and range_number >= " + its("first_range") + " and range_number <= " + its("last_range")
            + " and package_id = ? ";

    private PackageItems() {}

    /** Parameters of {@link #OF_ONE}. */
    static List<String> parameters(String packageId) {
        return Collections.nCopies(5, packageId);
    }

    /** Takes the items that have not left out of a package within the open transaction; returns how many. */
    static int free(Store store, String packageId) {
        return store.jdbc()
                .sql("update report_item set package_id = null, package_line = null where state = 'STAGED' and"
                        + OF_ONE)
                .params(parameters(packageId))
                .update();
    }

    private static String its(String column) {
        return "(select p." + column + " from submission_package p where p.package_id = ?)";
    }
}
