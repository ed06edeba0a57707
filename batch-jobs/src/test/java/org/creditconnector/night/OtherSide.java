package org.creditconnector.night;

import java.util.List;
import java.util.Set;
import org.creditconnector.registry.Power;
import org.creditconnector.registry.Powers;

/** The other side of a target: what it took in by its own account, and how it is made to fail. One for each kind of registry. */
interface OtherSide extends AutoCloseable {
    /** Lines of the target's section: profile, channel and where it is. */
    String configuration();

    /** What its profile declares. */
    Powers declared();

    /** From now on it really cannot do these. */
    void lack(Set<Power> powers);

    /** Takes the next package in, and the sender does not learn of it. */
    void loseNextAnswer();

    /** Loses the next package before it is taken in; the sender cannot know that. */
    void loseNextPackage();

    /** Rejects what it hears about an account. */
    void reject(String accountKey);

    /** Packages that arrived, whatever became of them. */
    long arrivals();

    /** Ids of packages, as often as each took effect. */
    List<String> kept();

    /** What took effect, in order: {@code account number-within-the-account kind}. */
    List<String> effective();

    @Override
    void close();
}
