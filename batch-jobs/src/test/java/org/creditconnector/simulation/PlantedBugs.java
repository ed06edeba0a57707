package org.creditconnector.simulation;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import org.creditconnector.delivery.DeliveryOutcome;
import org.creditconnector.delivery.Feedback;
import org.creditconnector.delivery.ItemVerdict;
import org.creditconnector.delivery.PackageOutcome;
import org.creditconnector.delivery.RegistryConnection;
import org.creditconnector.delivery.RegistryConnection.FeedbackPage;
import org.creditconnector.delivery.RegistryConnection.PackageKnowledge;
import org.creditconnector.delivery.SubmissionPackage;
import org.creditconnector.delivery.Verdict;
import org.creditconnector.faults.ChangedWay;

/**
 * Bugs that have cost other systems their books, planted from outside so that production knows nothing of them: SQL that says
 * something else on its way to the store, or a connection that reports something else than what came. The simulation must find each
 * one, or it proves nothing.
 */
enum PlantedBugs implements PlantedBug {
    SEND_BEFORE_COMMIT("a crash after the send leaves no trace of it, and the package goes again as a new one") {
        @Override
        public boolean holdsBack(String sql) {
            return sql.contains("insert into package_attempt");
        }
    },
    NEW_ID_PER_RETRY("the registry cannot know a repeated package again, and books it twice") {
        @Override
        public RegistryConnection around(RegistryConnection right) {
            return new ChangedWay(right) {
                private int sends;

                @Override
                public DeliveryOutcome deliver(SubmissionPackage manifest, Path file) {
                    SubmissionPackage other =
                            SubmissionPackage.newBuilder(manifest).build();
                    if (sends++ > 0) {
                        other.setPackageId(UUID.nameUUIDFromBytes(
                                        (manifest.getPackageId() + sends).getBytes(StandardCharsets.UTF_8))
                                .toString());
                    }
                    return right.deliver(other, file);
                }
            };
        }
    },
    UNKNOWN_IS_RECEIVED("a package that never arrived counts as delivered, and its borrowers are missing") {
        @Override
        public RegistryConnection around(RegistryConnection right) {
            return outcomes(
                    right,
                    (manifest, outcome) -> outcome instanceof DeliveryOutcome.Unknown unknown
                            ? new DeliveryOutcome.Received(unknown.detail(), "{}")
                            : outcome);
        }
    },
    UNKNOWN_IS_NOT_SENT("a package that arrived goes again to a registry that books it twice") {
        @Override
        public RegistryConnection around(RegistryConnection right) {
            return outcomes(
                    right,
                    (manifest, outcome) -> outcome instanceof DeliveryOutcome.Unknown unknown
                            ? new DeliveryOutcome.NotSent(unknown.detail(), null)
                            : outcome);
        }
    },
    REFUSED_IS_RECEIVED("what the registry turned away counts as delivered") {
        @Override
        public RegistryConnection around(RegistryConnection right) {
            return outcomes(
                    right,
                    (manifest, outcome) -> outcome instanceof DeliveryOutcome.Refused refused
                            ? new DeliveryOutcome.Received(refused.detail(), "{}")
                            : outcome);
        }
    },
    HIDDEN_RETRY("a client that repeats in secret sends more than our books know of") {
        @Override
        public RegistryConnection around(RegistryConnection right) {
            return new ChangedWay(right) {
                @Override
                public DeliveryOutcome deliver(SubmissionPackage manifest, Path file) {
                    DeliveryOutcome first = right.deliver(manifest, file);
                    return first instanceof DeliveryOutcome.Unknown ? right.deliver(manifest, file) : first;
                }
            };
        }
    },
    RETRY_AFTER_IGNORED("a registry that asks for quiet is stormed, and shuts us out") {
        @Override
        public RegistryConnection around(RegistryConnection right) {
            return outcomes(
                    right,
                    (manifest, outcome) -> outcome instanceof DeliveryOutcome.NotSent notSent
                            ? new DeliveryOutcome.NotSent(notSent.detail(), null)
                            : outcome);
        }
    },
    DOUBT_IS_NOT_SENT(
            "the answer to a question about a package is not read, and a delivered one counts as never sent") {
        @Override
        public RegistryConnection around(RegistryConnection right) {
            return new ChangedWay(right) {
                @Override
                public PackageKnowledge packageKnowledge(String packageId) {
                    right.packageKnowledge(packageId);
                    return new PackageKnowledge(PackageKnowledge.State.UNKNOWN, null);
                }
            };
        }
    },
    SILENCE_IS_CONSENT("a rejected record counts as accepted, and nobody mends it") {
        @Override
        public RegistryConnection around(RegistryConnection right) {
            return pages(
                    right,
                    page -> new FeedbackPage(
                            page.entries().stream()
                                    .map(PlantedBugs::allAccepted)
                                    .toList(),
                            page.next(),
                            page.more()));
        }
    },
    CURSOR_BEFORE_LETTERS(
            "the place to read on from moves past a letter that was not stored, and its verdicts never come") {
        @Override
        public RegistryConnection around(RegistryConnection right) {
            return pages(
                    right,
                    page -> page.entries().isEmpty()
                            ? page
                            : new FeedbackPage(
                                    page.entries().subList(0, page.entries().size() - 1), page.next(), page.more()));
        }
    },
    ACKNOWLEDGED_BEFORE_APPLIED("a letter counts as done when it is stored, and its verdicts are never booked") {
        @Override
        public String rewritten(String sql) {
            return sql.replace("?, 'NEW', clock_timestamp()", "?, 'APPLIED', clock_timestamp()");
        }
    },
    LEASE_FOR_EVERYBODY("two processes work on one target at the same time") {
        @Override
        public String rewritten(String sql) {
            return sql.replace(" and held_until <= clock_timestamp()", "");
        }
    },
    TOKEN_STANDS_STILL("a new holder cannot be told from the old one, and what the old one left is never taken up") {
        @Override
        public String rewritten(String sql) {
            return sql.replace("update lease set token = token + 1", "update lease set token = token");
        }
    },
    PAUSE_IS_NOT_READ("an operator stops the sends, and they go on") {
        @Override
        public String rewritten(String sql) {
            return sql.replace("select paused from target_state", "select false from target_state");
        }
    },
    LEASE_NEVER_LOST(
            "a process that slept through the end of its lease goes on writing beside the one that took over") {
        @Override
        public String rewritten(String sql) {
            return sql.replace(
                    "select held_until > clock_timestamp() from lease where name = ? and token = ? for update",
                    "select true from lease where name = ? and token >= ? for update");
        }
    },
    NUMBER_WITH_A_GAP("the registry waits for ever for the number that was left out") {
        @Override
        public String rewritten(String sql) {
            return sql.replace("coalesce(max(live_sequence), 0) + 1", "coalesce(max(live_sequence) + 1, 0) + 1");
        }
    },
    MIRROR_TAKES_REJECTED("what the registry turned away counts as on file, and the account as unchanged") {
        @Override
        public String rewritten(String sql) {
            return sql.replace("i.answer = 'ACCEPTED' and i.kind", "i.answer is not null and i.kind");
        }
    };

    private final String deadly;

    PlantedBugs(String deadly) {
        this.deadly = deadly;
    }

    /** Why it is deadly. */
    String deadly() {
        return deadly;
    }

    private static FeedbackPage.Entry allAccepted(FeedbackPage.Entry entry) {
        Feedback right = entry.feedback();
        if (right == null) {
            return entry;
        }
        List<ItemVerdict> verdicts = right.getVerdicts().stream()
                .map(one -> new ItemVerdict(one.getItemId(), Verdict.ACCEPTED, one.getFindings(), one.getPlace()))
                .toList();
        Feedback wrong = Feedback.newBuilder(right)
                .setVerdicts(verdicts)
                .setAccepted(verdicts.size())
                .setRejected(0)
                .setOutcome(PackageOutcome.ACCEPTED)
                .setTotals(List.of())
                .build();
        return new FeedbackPage.Entry(entry.feedbackId(), entry.raw(), wrong, null);
    }

    private static RegistryConnection outcomes(
            RegistryConnection right, BiFunction<SubmissionPackage, DeliveryOutcome, DeliveryOutcome> told) {
        return new ChangedWay(right) {
            @Override
            public DeliveryOutcome deliver(SubmissionPackage manifest, Path file) {
                return told.apply(manifest, right.deliver(manifest, file));
            }
        };
    }

    private static RegistryConnection pages(RegistryConnection right, UnaryOperator<FeedbackPage> told) {
        return new ChangedWay(right) {
            @Override
            public FeedbackPage feedback(String after) {
                return told.apply(right.feedback(after));
            }
        };
    }
}
