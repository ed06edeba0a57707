package org.creditconnector.route;

import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.creditconnector.decision.AccountDecisions;
import org.creditconnector.mapping.MappedAccount;
import org.creditconnector.registry.RegistryProfile;
import org.creditconnector.registry.SubjectHistory;
import org.creditconnector.source.SourceAccount;

/**
 * A key range for the route {@code credit-records}, or a part of one: the exchange body that goes in.
 *
 * @param target name of the target
 * @param businessDate business date of the night
 * @param mapping turns one source account into a record with months, or findings
 * @param profile the target's kind of registry
 * @param onFile what is on file and on its way, by subject, for the subjects asked for
 * @param decisions what people decided, by account key, for the keys asked for; keys without decisions are left out
 * @param accounts accounts in key order
 */
public record RangeWork(
        String target,
        LocalDate businessDate,
        Function<SourceAccount, MappedAccount> mapping,
        RegistryProfile profile,
        Function<Collection<String>, Map<String, SubjectHistory>> onFile,
        Function<Collection<String>, Map<String, AccountDecisions>> decisions,
        List<SourceAccount> accounts) {
    /** Work about which nobody decided anything. */
    public RangeWork(
            String target,
            LocalDate businessDate,
            Function<SourceAccount, MappedAccount> mapping,
            RegistryProfile profile,
            Function<Collection<String>, Map<String, SubjectHistory>> onFile,
            List<SourceAccount> accounts) {
        this(target, businessDate, mapping, profile, onFile, keys -> Map.of(), accounts);
    }

    /** The same work for some of the accounts. */
    RangeWork of(List<SourceAccount> some) {
        return new RangeWork(target, businessDate, mapping, profile, onFile, decisions, some);
    }
}
