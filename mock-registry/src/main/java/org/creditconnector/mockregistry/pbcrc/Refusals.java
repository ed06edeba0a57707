package org.creditconnector.mockregistry.pbcrc;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is found against a record, in the order in which it is found. */
final class Refusals {
    private final List<Refusal> all = new ArrayList<>();

    void when(boolean wrong, String code, String tag) {
        if (wrong) {
            all.add(new Refusal(code, tag));
        }
    }

    List<Refusal> all() {
        return all;
    }

    /** Whether both days are known and the first lies after the second. */
    static boolean after(@Nullable LocalDate first, @Nullable LocalDate second) {
        return first != null && second != null && first.isAfter(second);
    }
}
