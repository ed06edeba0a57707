package org.creditconnector.rules;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.creditconnector.record.MissingValue;

/**
 * Missing is a value with a reason. An entry explains its field, and every field below it; {@code []} stands for every element,
 * and a list may be named with or without it: {@code parties}, {@code parties[].contact}, {@code repayments[3].split}.
 */
final class MissingRules {
    private MissingRules() {}

    static void unexplained(Checked checked) {
        List<MissingValue> missing = checked.record.getMissing();
        Set<String> explained = new HashSet<>(missing.size() * 2);
        boolean single = false;
        for (MissingValue value : missing) {
            explained.add(value.getPath());
            single |= isSingle(value.getPath());
        }
        Set<Values.Field> unexplained = new HashSet<>(0);
        for (Values.Field field : checked.scan.absent) {
            if (!isExplained(field.path, explained)) {
                unexplained.add(field);
            }
        }
        if (unexplained.isEmpty()) {
            return;
        }
        boolean singles = single;
        Values.walk(checked.record, new Values.Visitor() {
            @Override
            public void absent(Values.Place place) {
                boolean explainedAlone = singles && isExplained(place.path(), explained);
                if (unexplained.contains(place.field()) && !explainedAlone) {
                    unexplained.remove(place.field());
                    checked.findAt("REC-MISSING-UNEXPLAINED", place.path());
                }
            }
        });
    }

    /** Whether a path names one element of a list by its index. */
    private static boolean isSingle(String path) {
        int bracket = path.indexOf('[');
        return bracket >= 0 && !path.contains("[]");
    }

    private static boolean isExplained(String path, Set<String> explained) {
        int end = path.length();
        while (end > 0) {
            String section = path.substring(0, end);
            if (explained.contains(section)) {
                return true;
            }
            int bracket = section.lastIndexOf('[');
            if (section.endsWith("]") && explained.contains(section.substring(0, bracket))) {
                return true;
            }
            end = section.lastIndexOf('.');
        }
        return false;
    }

    static void path(Checked checked) {
        int i = 0;
        for (MissingValue value : checked.record.getMissing()) {
            if (!Values.isPath(value.getPath())) {
                checked.find("REC-MISSING-PATH", "missing[" + i + "].path", value.getPath());
            }
            i++;
        }
    }
}
