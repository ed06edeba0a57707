package org.creditconnector.ledger;

import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.creditconnector.decision.AccountDecisions;
import org.creditconnector.decision.Decision;
import org.creditconnector.decision.DecisionKind;
import org.creditconnector.decision.DecisionState;
import org.creditconnector.ledger.DecisionWrites.Content;
import org.creditconnector.registry.Powers;
import org.creditconnector.registry.RegistryProfile;
import org.creditconnector.registry.SubjectHistory.Accepted;
import org.jspecify.annotations.Nullable;

/**
 * What people decided about single accounts. A decision is taken here, in one transaction with its line in the audit trail; the next
 * pass of the night acts on it, and stores what it did in the transaction of the account's range. Nothing is sent from here.
 */
public final class Decisions {
    private final Store store;
    private final Targets targets;
    private final DecisionReads reads;
    private final DecisionWrites writes;
    private final RegistryMirror mirror;

    /** @param store where the ledger is kept */
    public Decisions(Store store) {
        this(store, true);
    }

    private Decisions(Store store, boolean verdicts) {
        this.store = store;
        this.targets = new Targets(store);
        this.reads = new DecisionReads(store, verdicts);
        this.writes = new DecisionWrites(store);
        this.mirror = new RegistryMirror(store);
    }

    /** The same for a target with the given powers: where a registry gives no verdicts, what it received is what it holds. */
    public Decisions at(Powers powers) {
        return new Decisions(store, powers.feedback());
    }

    /**
     * What a decision is about.
     *
     * @param target name of the target
     * @param source name of the source that shows the account
     * @param accountKey key as reported
     */
    public record About(String target, String source, String accountKey) {}

    /**
     * Who decides and why; kept for ever.
     *
     * @param author name of a person
     * @param reason why
     */
    public record By(String author, String reason) {}

    /**
     * A value as it was last told.
     *
     * @param known whether anything is known of it
     * @param value canonical text; null where the field was empty, or nothing is known
     */
    public record Told(boolean known, @Nullable String value) {
        /** Never shows the value: it may be personal. */
        @Override
        public String toString() {
            return known ? "a value" : "not known";
        }
    }

    // ---------------------------------------------------------------- what is known of an account

    /**
     * The account as a source shows it to a target, or an agreement or collateral that an account of the source named; empty when no run
     * has ever seen it.
     */
    public Optional<About> about(String target, String accountKey) {
        if (RegistryProfile.isSubject(accountKey)) {
            return store.jdbc()
                    .sql("select s.source from report_item i join source_account s on s.target = i.target"
                            + " and s.account_key = i.account_key where i.target = ? and i.subject = ?"
                            + " order by i.sequence desc fetch first row only")
                    .params(target, accountKey)
                    .query(String.class)
                    .optional()
                    .map(source -> new About(target, source, accountKey));
        }
        return store.jdbc()
                .sql(
                        "select source from source_account where target = ? and account_key = ? order by last_run desc fetch first row only")
                .params(target, accountKey)
                .query(String.class)
                .optional()
                .map(source -> new About(target, source, accountKey));
    }

    /** Accepted items of an account that stand at the registry, oldest report date first. */
    public List<Accepted> standing(About about) {
        return reads.standing(about.target(), List.of(about.accountKey())).getOrDefault(about.accountKey(), List.of());
    }

    /** The bytes of the newest item that tells of an account, at a report date or at all; empty when there is none any more. */
    public Optional<byte[]> newestItem(About about, @Nullable LocalDate reportDate) {
        return Optional.ofNullable(reads.newestItem(about.target(), about.accountKey(), reportDate));
    }

    /** Decisions in force that nights look at, for many accounts of a source; accounts without any are left out. */
    public Map<String, AccountDecisions> inForce(String target, String source, Collection<String> accountKeys) {
        return reads.inForce(target, source, accountKeys);
    }

    /** Decisions in force about one account. */
    public AccountDecisions inForce(About about) {
        return inForce(about.target(), about.source(), List.of(about.accountKey()))
                .getOrDefault(about.accountKey(), AccountDecisions.NONE);
    }

    /** Accounts to take back although the run did not extract them. */
    public List<String> withdrawnAndGone(Run run) {
        return reads.withdrawnAndGone(run);
    }

    /** Whether a withdrawal is in force for accounts of a source. */
    public boolean anyWithdrawal(String target, String source) {
        return reads.anyWithdrawal(target, source);
    }

    // ---------------------------------------------------------------- correct

    /**
     * Another value for a field, from the next pass on, as long as the source shows the wrong one.
     *
     * @param path path of the field
     * @param told the value as it was last told
     * @param corrected canonical text of the right value
     * @param items accepted items that are replaced
     * @return number of the decision
     * @throws DecisionRefusedException when the account is withdrawn, or that is the value already
     */
    public long correct(About about, By by, String path, Told told, String corrected, List<Accepted> items) {
        return decided(about, in -> {
            in.withdrawal().ifPresent(withdrawal -> {
                throw new DecisionRefusedException(
                        about.accountKey() + " was withdrawn " + withdrawal.by() + "; `resubmit` it first");
            });
            Told wrong = told;
            Decision before = in.of(DecisionKind.CORRECT).stream()
                    .filter(one ->
                            Objects.requireNonNull(one.correction()).path().equals(path))
                    .findFirst()
                    .orElse(null);
            if (before != null) {
                Decision.Correction earlier = Objects.requireNonNull(before.correction());
                if (earlier.corrected().equals(corrected) && items.isEmpty()) {
                    throw new DecisionRefusedException(
                            path + " was corrected so " + before.by() + " already (decision " + before.id() + ")");
                }
                // What was told last may be the earlier correction: the source's wrong value is the one it named.
                wrong = new Told(earlier.staleKnown(), earlier.stale());
                writes.end(before.id(), by.author(), "another value was decided");
            } else if (told.known() && corrected.equals(told.value())) {
                throw new DecisionRefusedException(path + " has this value already, as it was told last");
            }
            return writes.insert(
                    DecisionKind.CORRECT,
                    DecisionState.OPEN,
                    about,
                    by,
                    new Content(path, wrong.known(), wrong.value(), corrected, null, null, null),
                    items);
        });
    }

    // ---------------------------------------------------------------- withdraw, resubmit

    /**
     * What a withdrawal did at once.
     *
     * @param decisionId its number
     * @param takenBack items that never leave
     * @param standing accepted items that the next pass deletes at the registry
     */
    public record Withdrawn(long decisionId, int takenBack, int standing) {}

    /**
     * Takes back what was reported. Items that wait for a package never leave; what stands is deleted by the next pass.
     *
     * @param dates report dates; empty for all, and then the account is not reported any more
     * @throws DecisionRefusedException when it is withdrawn already, or nothing stands at a date
     */
    public Withdrawn withdraw(About about, By by, List<LocalDate> dates) {
        return decided(about, in -> {
            for (Decision before : in.of(DecisionKind.WITHDRAW)) {
                boolean rejected = before.made().stream().anyMatch(made -> made.outcome() == Decision.Outcome.REJECTED);
                if (before.dates().isEmpty() && !rejected) {
                    throw new DecisionRefusedException(about.accountKey() + " was withdrawn " + before.by()
                            + " already (decision " + before.id() + "); `resubmit` ends that");
                }
                if (dates.isEmpty() || before.dates().stream().anyMatch(dates::contains)) {
                    writes.end(before.id(), by.author(), "withdrawn anew");
                }
            }
            List<Accepted> standing = in.standing().isEmpty() ? standing(about) : in.standing();
            List<Accepted> items = standing.stream()
                    .filter(item -> dates.contains(item.reportDate()))
                    .toList();
            for (LocalDate date : dates) {
                if (items.stream().noneMatch(item -> item.reportDate().equals(date))) {
                    throw new DecisionRefusedException(nothingStands(about, date, standing));
                }
            }
            int takenBack = dates.isEmpty() ? takeBack(about) : 0;
            if (dates.isEmpty()) {
                in.of(DecisionKind.RESUBMIT)
                        .forEach(one -> writes.end(one.id(), by.author(), "the account was withdrawn"));
            }
            long id = writes.insert(DecisionKind.WITHDRAW, DecisionState.OPEN, about, by, Content.NONE, items);
            return new Withdrawn(id, takenBack, dates.isEmpty() ? standing.size() : items.size());
        });
    }

    /** The sentence that names what can be replaced or taken back. */
    public static String nothingStands(About about, LocalDate date, List<Accepted> standing) {
        return "nothing that was accepted of " + about.accountKey() + " stands at " + date
                + (standing.isEmpty()
                        ? "; nothing of it stands at all"
                        : "; report dates that stand: "
                                + String.join(
                                        ", ",
                                        standing.stream()
                                                .map(item -> item.reportDate().toString())
                                                .toList()));
    }

    private int takeBack(About about) {
        return store.jdbc().sql("""
                     update report_item set state = 'WITHDRAWN'
                     where account_key = ? and target = ? and state = 'STAGED' and package_id is null""").params(about.accountKey(), about.target()).update();
    }

    /**
     * Lets a withdrawn account be reported again, or what was rejected go again, or what the registry accepted and, as the last
     * comparison found, does not hold or holds otherwise. What it lost stands no more in our books from now on.
     *
     * @param subject the account at the registry
     * @return number of the decision
     * @throws DecisionRefusedException when an earlier resubmission is under way, or there is nothing to resubmit
     */
    public long resubmit(About about, By by, String subject) {
        return decided(about, in -> {
            for (Decision live : in.of(DecisionKind.RESUBMIT)) {
                boolean open = live.made().isEmpty()
                        || live.made().stream()
                                .anyMatch(made -> made.outcome() == Decision.Outcome.OPEN
                                        || made.outcome() == Decision.Outcome.TAKEN_BACK);
                if (open) {
                    throw new DecisionRefusedException(about.accountKey() + " goes again already: resubmission "
                            + live.id() + " " + live.by()
                            + (live.made().isEmpty()
                                    ? " waits for the next night"
                                    : ", item "
                                            + live.made()
                                                    .get(live.made().size() - 1)
                                                    .itemId() + " has no verdict yet"));
                }
                writes.end(live.id(), null, "its items have their verdicts");
            }
            List<Decision> withdrawals = in.of(DecisionKind.WITHDRAW);
            withdrawals.forEach(one -> writes.end(one.id(), by.author(), "resubmitted: " + by.reason()));
            boolean rejected = mirror.histories(about.target(), List.of(subject)).values().stream()
                    .anyMatch(history -> history.rejected() != null);
            List<GuiltyItems.Item> guilty = new GuiltyItems(store).of(about);
            if (withdrawals.isEmpty() && !rejected && guilty.isEmpty()) {
                throw new DecisionRefusedException("there is nothing of " + about.accountKey()
                        + " to resubmit: its newest item was not rejected, it is not withdrawn, and the last comparison"
                        + " with the registry found nothing wrong with it (`reconcile` compares again)");
            }
            mirror.lose(
                    about.target(),
                    subject,
                    guilty.stream()
                            .filter(GuiltyItems.Item::lost)
                            .map(item -> item.accepted().itemId())
                            .toList());
            return writes.insert(
                    DecisionKind.RESUBMIT,
                    DecisionState.OPEN,
                    about,
                    by,
                    Content.NONE,
                    guilty.stream().map(GuiltyItems.Item::accepted).toList());
        });
    }

    // ---------------------------------------------------------------- dispute

    /** The borrower disputes the account from a day on. */
    public long dispute(About about, By by, LocalDate since) {
        return decided(about, in -> {
            in.of(DecisionKind.DISPUTE).forEach(before -> {
                throw new DecisionRefusedException(about.accountKey() + " is disputed since " + before.since()
                        + " already (decision " + before.id() + " " + before.by() + ")");
            });
            return writes.insert(
                    DecisionKind.DISPUTE,
                    DecisionState.OPEN,
                    about,
                    by,
                    new Content(null, false, null, null, since, null, null),
                    List.of());
        });
    }

    /** Ends a dispute; returns its number. */
    public long endDispute(About about, By by) {
        return decided(about, in -> {
            Decision dispute = in.of(DecisionKind.DISPUTE).stream()
                    .findFirst()
                    .orElseThrow(() -> new DecisionRefusedException(about.accountKey() + " is not disputed"));
            ended(dispute.id(), about, by);
            return dispute.id();
        });
    }

    // ---------------------------------------------------------------- warnings

    /** A warning is true and known, as long as the value it is about stays; ends an earlier acceptance of the same place. */
    public long acceptWarning(By by, String target, DecisionQueries.Warning warning) {
        About about = new About(target, warning.source(), warning.accountKey());
        return decided(about, in -> {
            store.jdbc()
                    .sql("""
                         select decision_id from decision where target = ? and account_key = ? and kind = 'ACCEPT_WARNING'
                           and state = 'APPLIED' and rule_id = ? and path = ?""")
                    .params(target, warning.accountKey(), warning.ruleId(), warning.path())
                    .query(Long.class)
                    .list()
                    .forEach(before -> writes.end(before, by.author(), "accepted anew with another value"));
            return writes.insert(
                    DecisionKind.ACCEPT_WARNING,
                    DecisionState.APPLIED,
                    about,
                    by,
                    new Content(warning.path(), false, null, null, null, warning.ruleId(), warning.valueHash()),
                    List.of());
        });
    }

    // ---------------------------------------------------------------- end

    /** A person ends a decision; what was sent because of it stays sent. */
    public void end(long decisionId, By by) {
        About about = store.jdbc()
                .sql("select target, source, account_key from decision where decision_id = ?")
                .param(decisionId)
                .query((row, number) -> new About(row.getString(1), row.getString(2), row.getString(3)))
                .optional()
                .orElseThrow(() -> new DecisionRefusedException(
                        "there is no decision " + decisionId + "; `decisions` lists them"));
        decided(about, in -> {
            ended(decisionId, about, by);
            return decisionId;
        });
    }

    private void ended(long decisionId, About about, By by) {
        new AuditTrail(store).record(by.author(), "END", about.accountKey(), by.reason(), null);
        try {
            writes.end(decisionId, by.author(), by.reason());
        } catch (StaleStateException over) {
            throw new DecisionRefusedException("decision " + decisionId + " is over already");
        }
    }

    // ---------------------------------------------------------------- shared

    /** Takes several decisions in one transaction: all of them or none. */
    public <T> T together(Supplier<T> decide) {
        return store.transactions().execute(status -> decide.get());
    }

    @FunctionalInterface
    interface Act<T> {
        T on(AccountDecisions inForce);
    }

    /** One decision about an account at a time, and none while a package of the target is being built. */
    <T> T decided(About about, Act<T> act) {
        return store.transactions().execute(status -> {
            targets.lock(about.target());
            T done = act.on(inForce(about));
            new Scopes(store).lookAgain(about.target(), List.of(about.accountKey()));
            return done;
        });
    }
}
