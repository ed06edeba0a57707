package org.creditconnector.night;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.creditconnector.delivery.file.FilePlace;
import org.creditconnector.registry.Power;
import org.creditconnector.registry.Powers;

/** The other side of a target: what it took in by its own account, and how it is made to fail. One for each kind of registry. */
interface OtherSide extends AutoCloseable {
    /** Lines of the target's section: profile, channel and where it is. */
    String configuration();

    /** Makes the lender's folder fit what the registry wants to be told; it was written before. */
    default void prepare(NightFixture night) throws IOException {}

    /** Most items of a package. */
    default int packageItems() {
        return 4;
    }

    /** How many items of a first night are about something else than an account; they go in a package of their own before the others. */
    default int others() {
        return 0;
    }

    /** How the night waits; a registry may work meanwhile. */
    default Pauses pauses() {
        return new QuickPauses();
    }

    /** What really stands between the night and a place for files. */
    default FilePlace place(FilePlace real) {
        return real;
    }

    /** Changes a fact of an account that the registry was told of a date. */
    default void changeWhatWasTold(TinyLender lender, int account) {
        lender.pay(account, 2, "22.03.2024", "50.00");
    }

    /** Lets something happen to an account on the day after the first night that the registry is told that night. */
    default void somethingHappens(TinyLender lender, int account) {
        lender.pay(account, 2, "23.03.2024", "110.00");
    }

    /** Whether a report tells the whole account, so that what changed goes with the next date where nothing is replaced. */
    default boolean tellsAllEachDate() {
        return true;
    }

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

    /** As if nothing had ever come to it. */
    default void forget() throws IOException {
        throw new UnsupportedOperationException("this side starts once");
    }

    /** All that it did and all that stands there, with content, in words that are the same for the same nights. */
    default List<String> everything() {
        return effective();
    }

    /** Whether it has these items, as it says when it is asked by telephone. */
    default boolean has(List<String> itemIds) {
        throw new UnsupportedOperationException("this side can be asked by machine");
    }

    /** What lies in its directories that never got its final name. */
    default List<String> left() throws IOException {
        return List.of();
    }

    @Override
    void close();
}
