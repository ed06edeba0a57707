package org.creditconnector.night;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.creditconnector.config.TargetConfig;
import org.creditconnector.decision.AccountDecisions;
import org.creditconnector.ledger.Decisions;
import org.creditconnector.ledger.LeaseToken;
import org.creditconnector.ledger.RangeId;
import org.creditconnector.ledger.Run;
import org.creditconnector.ledger.RunState;
import org.creditconnector.ledger.StoredRange;
import org.creditconnector.registry.RegistryProfile;
import org.creditconnector.route.ClaimedSubjects;
import org.creditconnector.route.ClaimedSubjects.Claim;
import org.creditconnector.route.PreparedRange;
import org.creditconnector.totals.ControlTotals;

/**
 * One item of each person, agreement and collateral that accounts spoke of, in the subjects' order; range by range, each in one
 * transaction.
 */
final class SubjectItems {
    /** Enough to make a commit cheap, few enough to hold in memory. */
    private static final int AT_ONCE = 2_000;

    private final RunSession.NightRoom room;
    private final TargetConfig target;
    private final RegistryProfile profile;
    private final Decisions decisions;
    private final LeaseToken token;

    /** @param decisions as they are for a target of these powers */
    SubjectItems(
            RunSession.NightRoom room,
            TargetConfig target,
            RegistryProfile profile,
            Decisions decisions,
            LeaseToken token) {
        this.room = room;
        this.target = target;
        this.profile = profile;
        this.decisions = decisions;
        this.token = token;
    }

    /** Makes those of a run that are not made yet; of a run that is past that, none. */
    void of(Run run) {
        if (run.state() != RunState.OPENED) {
            return;
        }
        long runId = run.runId();
        room.ledger().cutSubjects(runId, AT_ONCE, token);
        long done = 0;
        room.progress().at("subjects", done, 0);
        for (Optional<StoredRange> next = room.ledger().nextSubjects(runId);
                next.isPresent();
                next = room.ledger().nextSubjects(runId)) {
            room.pauses().goOn();
            Map<String, List<Claim>> claims = notWithdrawn(run, room.ledger().claims(runId, next.get()));
            PreparedRange prepared = ClaimedSubjects.prepare(
                    target.name(),
                    profile,
                    claims,
                    room.mirror().histories(target.name(), ClaimedSubjects.subjects(profile, claims), profile));
            room.ledger().storeRange(new RangeId(runId, next.get().number()), prepared, ControlTotals.NOTHING, token);
            done += claims.size();
            room.progress().at("subjects", done, 0);
        }
        room.ledger().forgetClaims(runId);
    }

    /** What a person took back is not told again, whoever speaks of it. */
    private Map<String, List<Claim>> notWithdrawn(Run run, Map<String, List<Claim>> claims) {
        Map<String, AccountDecisions> decided = decisions.inForce(target.name(), run.source(), claims.keySet());
        Map<String, List<Claim>> left = new LinkedHashMap<>(claims);
        left.keySet()
                .removeIf(subject -> decided.getOrDefault(subject, AccountDecisions.NONE)
                        .withdrawal()
                        .isPresent());
        return left;
    }
}
