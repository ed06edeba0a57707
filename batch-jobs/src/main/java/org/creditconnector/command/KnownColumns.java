package org.creditconnector.command;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.creditconnector.extract.SelectList;
import org.creditconnector.mapping.MappingSamples;
import org.creditconnector.mapping.SourceMapping;
import org.creditconnector.source.RowShape;

/**
 * What is known of the columns of a folder without its source: from the select lists of its queries, where these do not tell from the
 * headers of its sample.
 *
 * @param shapes by query; without columns where nobody knows
 * @param untold sentences about queries whose select list does not tell
 */
record KnownColumns(Map<String, RowShape> shapes, List<String> untold) {
    static KnownColumns of(SourceMapping mapping) {
        Map<String, RowShape> sample = MappingSamples.shapes(mapping);
        Map<String, RowShape> shapes = new LinkedHashMap<>();
        Map<String, String> untold = new LinkedHashMap<>();
        mapping.queries().forEach((query, sql) -> {
            SelectList list = SelectList.of(query, sql);
            RowShape columns = list.columns();
            if (columns != null) {
                shapes.put(query, columns);
                return;
            }
            RowShape shown = sample.get(query);
            boolean told = shown != null && !shown.columns().isEmpty();
            shapes.put(query, told ? shown : new RowShape(query, List.of()));
            untold.put(
                    query,
                    "the query " + query + " " + list.reason() + ": its columns were "
                            + (told ? "taken from sample/" + query + ".csv" : "taken on trust"));
        });
        return new KnownColumns(shapes, List.copyOf(untold.values()));
    }
}
