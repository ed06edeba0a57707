package org.creditconnector.synthetic;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** How a borrower repays: mostly when it is due, and in all the other ways there are. */
final class Conduct {
    private static final String NORMAL = "1";
    /** Days late from which a class holds, and the class, as the lender writes it. */
    private static final int[] CLASS_DAYS = {31, 91, 181};

    private static final int WRITTEN_OFF_AFTER = 200;

    private static final int PAID_IN_THE_DEBTORS_PLACE_AFTER = 95;

    private final Ledger ledger;
    private final Draw draw;
    private String riskClass = NORMAL;
    private long arrears;
    private LocalDate oldestUnpaid = Ledger.NEVER;
    private int missUntil;

    Conduct(Ledger ledger, Draw draw) {
        this.ledger = ledger;
        this.draw = draw;
    }

    /**
     * Repays a plan.
     *
     * @param ends whether the account ends with the last due date; a line goes on
     */
    void repay(List<Instalment> plan, boolean ends) {
        int extended = 0;
        int size = plan.size();
        for (int i = 0; i < size; i++) {
            Instalment due = plan.get(i);
            LocalDate day = due.due().plusMonths(extended);
            if (day.isAfter(ledger.end)) {
                unpaidAtTheEnd();
                return;
            }
            if (due.total() == 0 && arrears == 0) {
                continue;
            }
            oldestUnpaid = oldestUnpaid.equals(Ledger.NEVER) ? day : oldestUnpaid;
            arrears += due.total();
            boolean last = ends && i == size - 1;
            if (last) {
                finish(i < missUntil ? day.plusDays(draw.between(1, 100)) : day);
                return;
            }
            int way = i < missUntil ? -1 : draw.between(0, 999);
            if (way < 0) {
                continue;
            } else if (way < 840) {
                paid(day.minusDays(missUntil == i && i > 0 ? 0 : draw.between(0, 9) == 0 ? 2 : 0));
            } else if (way < 900) {
                paid(day.plusDays(draw.between(1, 9)));
            } else if (way < 930) {
                missUntil = i + draw.between(1, 7);
            } else if (way < 945) {
                partly(day);
            } else if (way < 960) {
                reversed(day);
            } else if (way < 978) {
                backDated(day);
            } else if (!ends || (way >= 996 && way < 998)) {
                paid(day);
            } else if (way >= 998) {
                paid(day);
                ledger.moveOut(day.plusDays(draw.between(1, 9)));
                return;
            } else if (way < 984) {
                settle(plan, i, day);
                return;
            } else if (way < 990) {
                paid(day);
                LocalDate on = day.plusDays(draw.between(1, 9));
                int months = draw.between(1, 3);
                if (extended == 0) {
                    ledger.extend(on, months);
                    extended = months;
                }
            } else {
                writeOff();
                return;
            }
        }
        unpaidAtTheEnd();
    }

    /**
     * A guarantee falls as the debtor repays the other lender; where the debtor does not, the rest is paid in the debtor's place.
     *
     * @param plan of principal alone
     */
    void fall(List<Instalment> plan) {
        int size = plan.size();
        for (int i = 0; i < size; i++) {
            LocalDate day = plan.get(i).due();
            if (day.isAfter(ledger.end)) {
                return;
            }
            oldestUnpaid = day;
            arrears = plan.get(i).total();
            int way = draw.between(0, 999);
            if (way >= 965 && way < 985) {
                inTheDebtorsPlace(plan, i);
                return;
            } else if (i == size - 1) {
                finish(day);
            } else if (way < 880) {
                paid(day);
            } else if (way < 920) {
                paid(day.plusDays(draw.between(1, 9)));
            } else if (way < 940) {
                reversed(day);
            } else if (way < 965) {
                backDated(day);
            } else {
                settle(plan, i, day);
                return;
            }
        }
    }

    private void inTheDebtorsPlace(List<Instalment> plan, int from) {
        LocalDate on = oldestUnpaid.plusDays(PAID_IN_THE_DEBTORS_PLACE_AFTER);
        late(on, on);
        if (on.isAfter(ledger.end)) {
            return;
        }
        long rest = 0;
        for (Instalment open : plan.subList(from, plan.size())) {
            rest += open.principal();
        }
        ledger.pay(on, on, rest, "D", Ledger.NEVER);
        ledger.happened("G", on, rest, 0, "", "");
        ledger.close(on, "DC");
    }

    private void paid(LocalDate on) {
        paid(on, on);
    }

    private void paid(LocalDate on, LocalDate booked) {
        late(on, booked);
        ledger.pay(on, booked, arrears, "P", Ledger.NEVER);
        settledAll(on);
    }

    private void settledAll(LocalDate on) {
        arrears = 0;
        oldestUnpaid = Ledger.NEVER;
        classed(NORMAL, on);
    }

    private void finish(LocalDate on) {
        paid(on);
        ledger.close(on, "ZC");
    }

    private void partly(LocalDate day) {
        long half = arrears / 2;
        ledger.pay(day, day, half, "P", Ledger.NEVER);
        arrears -= half;
        paid(day.plusDays(draw.between(5, 20)));
    }

    /** Paid in time, taken back by the bank days later, and paid again. */
    private void reversed(LocalDate day) {
        late(day, day);
        LocalDate back = day.plusDays(draw.between(3, 10));
        ledger.pay(day, day, arrears, "P", back);
        ledger.notice(back);
        LocalDate again = back.plusDays(draw.between(1, 12));
        ledger.pay(again, again, arrears, "P", Ledger.NEVER);
        settledAll(again);
    }

    /** Paid in time, and known to the lender only days later. */
    private void backDated(LocalDate day) {
        paid(day, day.plusDays(draw.between(1, 25)));
    }

    private void settle(List<Instalment> plan, int upTo, LocalDate day) {
        paid(day);
        LocalDate on = day.plusDays(draw.between(3, 20));
        long rest = 0;
        for (Instalment later : plan.subList(upTo + 1, plan.size())) {
            rest += later.principal();
        }
        ledger.pay(on, on, rest, "S", Ledger.NEVER);
        ledger.happened("E", on, rest, 0, "", "");
        ledger.close(on, "TQ");
    }

    private void writeOff() {
        LocalDate on = oldestUnpaid.plusDays(WRITTEN_OFF_AFTER);
        late(on, on);
        classed("5", on);
        ledger.happened("W", on, -1, 0, "", "");
        if (draw.perMille(500)) {
            ledger.happened("V", on.plusDays(draw.between(10, 60)), -1, 0, "", "");
        }
    }

    private void unpaidAtTheEnd() {
        if (arrears > 0) {
            late(ledger.end.plusDays(1), ledger.end.plusDays(1));
        }
    }

    /** The notice of the first day late, and the classes of the days until it ends. */
    private void late(LocalDate until, LocalDate known) {
        if (!known.isAfter(oldestUnpaid)) {
            return;
        }
        ledger.notice(oldestUnpaid.plusDays(1));
        long days = ChronoUnit.DAYS.between(oldestUnpaid, until);
        for (int i = 0; i < CLASS_DAYS.length; i++) {
            if (days > CLASS_DAYS[i]) {
                classed(Integer.toString(i + 2), oldestUnpaid.plusDays(CLASS_DAYS[i]));
            }
        }
    }

    private void classed(String newClass, LocalDate on) {
        if (!newClass.equals(riskClass) && !on.isAfter(ledger.end)) {
            ledger.happened("C", on, -1, 0, riskClass, newClass);
            riskClass = newClass;
        }
    }
}
