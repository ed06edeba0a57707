package org.creditconnector.ledger;

import java.util.concurrent.CountDownLatch;

/** Another program on the same store: opens it, leaves a mark, and stays until it is killed. */
public final class SecondProcess {
    private SecondProcess() {}

    /**
     * Opens the store of the argument, pauses the target {@code from-outside}, prints the line {@code ready}, and waits.
     */
    public static void main(String[] arguments) throws Exception {
        Store store = Store.open(new StoreSettings(arguments[0], "sa", ""));
        new Targets(store)
                .pause("from-outside", "process " + ProcessHandle.current().pid(), "to be seen");
        System.out.println("ready");
        new CountDownLatch(1).await();
    }
}
