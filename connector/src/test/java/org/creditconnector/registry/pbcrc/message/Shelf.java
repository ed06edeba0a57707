package org.creditconnector.registry.pbcrc.message;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What is on file about many subjects, in memory: checks messages and takes them in one after another. */
final class Shelf {
    private final StateChecks checks = new StateChecks(Judging.PACK);
    private final Map<String, OnFile> filed = new HashMap<>();

    /** Everything that the registry would tell the message now. */
    List<Hit> hits(Message message) {
        List<Hit> hits = new ArrayList<>(Judging.CHECKS.check(message, Judging.header(message)));
        hits.addAll(checks.check(
                message, on(SubjectKey.of(Judging.PACK, message)), on(SubjectKey.changedTo(Judging.PACK, message))));
        return hits;
    }

    void accept(Message message) {
        String key = SubjectKey.of(Judging.PACK, message);
        OnFile now = checks.accept(message, on(key));
        String changed = SubjectKey.changedTo(Judging.PACK, message);
        if (changed == null) {
            filed.put(key, now);
        } else {
            filed.put(changed, now);
            filed.put(key, checks.movedAway(changed));
        }
    }

    OnFile on(String key) {
        return filed.getOrDefault(key, OnFile.NOTHING);
    }
}
