package org.creditconnector.ledger;

import static org.creditconnector.ledger.PaperNight.MONDAY;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;

/** Where tests of feedback begin: one package with the items of three accounts is with the registry. */
abstract class OnePackageSent {
    final TestDatabase database;
    PaperNight night;
    Run run;
    StoredPackage sent;
    List<String> items;

    OnePackageSent(TestDatabase database) {
        this.database = database;
    }

    @BeforeEach
    void sendOnePackage() {
        night = new PaperNight(database.shared());
        run = night.released(
                MONDAY,
                night.range(night.reported("a", MONDAY), night.reported("b", MONDAY), night.reported("c", MONDAY)));
        sent = night.buildAll(run).get(0);
        items = night.itemsOf(sent);
        night.deliver(sent);
    }
}
