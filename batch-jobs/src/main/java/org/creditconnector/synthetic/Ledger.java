package org.creditconnector.synthetic;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;

/** The books of one account: facts with the night that knows them, and how it stood in the lender's own sums in any night. */
final class Ledger {
    static final LocalDate NEVER = LocalDate.of(9999, 12, 31);

    final LocalDate opened;
    final LocalDate end;
    /** What is owed from the beginning, in hundredths: a claim that was bought and a guarantee have no pay-out. */
    long owedAtOnce;

    final List<Instalment> instalments = new ArrayList<>();
    final List<Payment> payments = new ArrayList<>();
    final List<Event> events = new ArrayList<>();
    final List<LocalDate> notices = new ArrayList<>();
    LocalDate closed = NEVER;
    String closing = "";
    private LocalDate reopened = NEVER;
    private LocalDate movedOut = NEVER;
    private LocalDate chargedOff = NEVER;
    private LocalDate writtenOff = NEVER;

    /** @param end last night there will be; what is booked later is not known to anybody */
    Ledger(LocalDate opened, LocalDate end) {
        this.opened = opened;
        this.end = end;
    }

    void pay(LocalDate paid, LocalDate booked, long amount, String kind, LocalDate reversed) {
        if (!booked.isAfter(end)) {
            payments.add(new Payment(
                    payments.size() + 1, paid, booked, amount, kind, reversed.isAfter(end) ? NEVER : reversed));
        }
    }

    void happened(String kind, LocalDate on, long amount, int months, String before, String after) {
        if (!on.isAfter(end)) {
            events.add(new Event(events.size() + 1, kind, on, amount, months, before, after));
            if (kind.equals("W")) {
                chargedOff = on;
            } else if (kind.equals("V")) {
                writtenOff = on;
            }
        }
    }

    void notice(LocalDate on) {
        if (!on.isAfter(end)) {
            notices.add(on);
        }
    }

    void close(LocalDate on, String reason) {
        if (!on.isAfter(end)) {
            closed = on;
            closing = reason;
        }
    }

    /** A card that was closed is in use again. */
    void reopen(LocalDate on) {
        if (!on.isAfter(end)) {
            reopened = on;
            happened("R", on, -1, 0, "", "");
        }
    }

    /** Another lender goes on with the account. */
    void moveOut(LocalDate on) {
        if (!on.isAfter(end)) {
            movedOut = on;
            happened("M", on, -1, 0, "", "");
        }
    }

    boolean isClosed(LocalDate night) {
        return !closed.isAfter(night) && reopened.isAfter(night);
    }

    /** Replaces what falls due after a day by the same, months later. */
    void extend(LocalDate on, int months) {
        if (on.isAfter(end)) {
            return;
        }
        List<Instalment> moved = new ArrayList<>();
        for (int i = 0; i < instalments.size(); i++) {
            Instalment one = instalments.get(i);
            if (one.due().isAfter(on) && one.supersededOn().equals(NEVER)) {
                instalments.set(i, one.until(on));
                moved.add(one.moved(months, on));
            }
        }
        instalments.addAll(moved);
        happened("X", on, -1, months, "", "");
    }

    /** Nights in which anything became known, first to last. */
    TreeSet<LocalDate> nights() {
        TreeSet<LocalDate> nights = new TreeSet<>();
        nights.add(opened);
        payments.forEach(payment -> {
            nights.add(payment.booked());
            nights.add(payment.reversed());
        });
        events.forEach(event -> nights.add(event.on()));
        instalments.forEach(instalment -> nights.add(instalment.bookedOn()));
        nights.add(closed);
        nights.removeIf(night -> night.isAfter(end) || night.isBefore(opened));
        return nights;
    }

    /** All money that stands in a night. */
    long paid(LocalDate night) {
        long paid = 0;
        for (Payment payment : payments) {
            paid += payment.stands(night) ? payment.amount() : 0;
        }
        return paid;
    }

    /** Whether a night knows of a debt at all. */
    boolean owes(LocalDate night) {
        return !isClosed(night) && writtenOff.isAfter(night) && movedOut.isAfter(night);
    }

    /** Principal owed as a night knows it: oldest due date first, interest before principal. */
    long outstanding(LocalDate night) {
        if (!owes(night)) {
            return 0;
        }
        long owed = owedAtOnce;
        for (Event event : events) {
            owed += event.kind().equals("D") && !event.on().isAfter(night) ? event.amount() : 0;
        }
        return owed - settled(night);
    }

    /** Principal that all the money of a night covers. */
    long settled(LocalDate night) {
        return instalments.isEmpty()
                ? paid(night)
                : open(night).stream()
                        .mapToLong(one -> one.instalment().principal() - one.principal())
                        .sum();
    }

    /**
     * What all the money of a night leaves open of a due date.
     *
     * @param interest still to be paid, in hundredths
     * @param principal still to be paid
     */
    record Open(Instalment instalment, long interest, long principal) {}

    /** The schedule that a night knows, oldest due date first, less the money of that night: interest before principal. */
    List<Open> open(LocalDate night) {
        List<Open> open = new ArrayList<>();
        long money = paid(night);
        List<Instalment> known = instalments.stream()
                .filter(one ->
                        !one.bookedOn().isAfter(night) && one.supersededOn().isAfter(night))
                .sorted(Comparator.comparing(Instalment::due))
                .toList();
        for (Instalment one : known) {
            long interest = Math.min(money, one.interest());
            money -= interest;
            long principal = Math.min(money, one.principal());
            money -= principal;
            open.add(new Open(one, one.interest() - interest, one.principal() - principal));
        }
        return open;
    }

    String status(LocalDate night) {
        return isClosed(night)
                ? "JQ"
                : !movedOut.isAfter(night)
                        ? "ZY"
                        : !writtenOff.isAfter(night) ? "HZ" : !chargedOff.isAfter(night) ? "HX" : "ZC";
    }

    LocalDate statusSince(LocalDate night) {
        return isClosed(night)
                ? closed
                : !reopened.isAfter(night)
                        ? reopened
                        : !movedOut.isAfter(night)
                                ? movedOut
                                : !writtenOff.isAfter(night)
                                        ? writtenOff
                                        : !chargedOff.isAfter(night) ? chargedOff : opened;
    }

    /** The newest event of a kind that a night knows; null where there is none. */
    @org.jspecify.annotations.Nullable Event newest(String kind, LocalDate night) {
        Event newest = null;
        for (Event event : events) {
            newest = event.kind().equals(kind) && !event.on().isAfter(night) ? event : newest;
        }
        return newest;
    }
}
