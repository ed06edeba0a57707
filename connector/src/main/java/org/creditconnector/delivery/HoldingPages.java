package org.creditconnector.delivery;

import java.time.LocalDate;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.creditconnector.delivery.RegistryConnection.HoldingsPage;
import org.jspecify.annotations.Nullable;

/** A listing read page by page: one page is in memory at a time. Not thread-safe. */
final class HoldingPages implements Iterator<Holding> {
    private final RegistryConnection connection;
    private final LocalDate date;
    private Iterator<Holding> page;
    private @Nullable String next;
    private @Nullable Holding last;

    HoldingPages(RegistryConnection connection, LocalDate date) {
        this.connection = connection;
        this.date = date;
        HoldingsPage first = connection.holdings(date, null);
        this.page = first.holdings().iterator();
        this.next = first.next();
    }

    @Override
    public boolean hasNext() {
        while (!page.hasNext() && next != null) {
            HoldingsPage following = connection.holdings(date, next);
            if (following.holdings().isEmpty() && following.next() != null) {
                throw new RegistryUnavailableException("the listing of " + date
                        + " cannot be read: an empty page says that more follows; ask the registry's operator");
            }
            page = following.holdings().iterator();
            next = following.next();
        }
        return page.hasNext();
    }

    /** What does not ascend would make the comparison name the wrong ones, and a cursor that stands still would never end. */
    @Override
    public Holding next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        Holding holding = page.next();
        if (last != null && Holding.ORDER.compare(last, holding) >= 0) {
            throw new RegistryUnavailableException(
                    "the listing of " + date + " cannot be read: item " + holding.itemId()
                            + " follows item " + last.itemId()
                            + ", expected subjects ascending by their UTF-8 bytes; ask the registry's operator");
        }
        last = holding;
        return holding;
    }
}
