package org.creditconnector.extract;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Columns of a table, as its first file names them; every further file must have the same ones, in any order.
 *
 * @param first the file they were read from
 * @param names their names, without those that the copy adds
 */
record TableColumns(SourceFile first, List<String> names) {
    private static final int MOST_NAMED = 10;

    /**
     * Columns of a table with one file more.
     *
     * @param before columns by the files before it; null where it is the first
     * @throws SourceFaultException when it has others than those before it
     */
    static TableColumns of(@Nullable TableColumns before, SourceFile file, List<String> names) {
        if (before == null) {
            return new TableColumns(file, names);
        }
        before.positionsIn(file, names);
        return before;
    }

    /**
     * Where each column stands in another file of the table.
     *
     * @param other a file of the same table
     * @param otherNames its columns
     * @throws SourceFaultException when they are not the same; names both files and the columns
     */
    int[] positionsIn(SourceFile other, List<String> otherNames) {
        Map<String, Integer> there = positions(otherNames);
        Map<String, Integer> here = positions(names);
        List<String> missing =
                names.stream().filter(name -> !there.containsKey(lower(name))).toList();
        List<String> besides = otherNames.stream()
                .filter(name -> !here.containsKey(lower(name)))
                .toList();
        if (!missing.isEmpty() || !besides.isEmpty()) {
            throw different(other, missing, besides);
        }
        return names.stream().mapToInt(name -> there.get(lower(name))).toArray();
    }

    private SourceFaultException different(SourceFile other, List<String> missing, List<String> besides) {
        String than = first.path().getFileName().toString();
        List<String> said = new ArrayList<>();
        if (missing.size() == names.size()) {
            // Where nothing agrees one of the first lines is no header but a row, with a person's values.
            said.add("its first line names none of the columns of " + than);
        } else {
            if (!missing.isEmpty()) {
                said.add("it has no " + shown(missing) + ", and " + than + " has");
            }
            if (!besides.isEmpty()) {
                said.add("it has " + shown(besides) + ", and " + than + " has not");
            }
        }
        return new SourceFaultException(
                SourceFaultException.Kind.UNAVAILABLE,
                "SRC-FILE " + other.path() + ": " + String.join("; ", said)
                        + ", expected the same columns in every file of the table "
                        + first.table().name()
                        + "; have the lender deliver it again, or let the path in `files` of the source match files of one form only, then run again");
    }

    private static String shown(List<String> columns) {
        String named = String.join(", ", columns.subList(0, Math.min(MOST_NAMED, columns.size())));
        return columns.size() > MOST_NAMED ? named + " and " + (columns.size() - MOST_NAMED) + " more" : named;
    }

    private static Map<String, Integer> positions(List<String> names) {
        Map<String, Integer> positions = new HashMap<>();
        for (int i = 0; i < names.size(); i++) {
            positions.put(lower(names.get(i)), i);
        }
        return positions;
    }

    private static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
