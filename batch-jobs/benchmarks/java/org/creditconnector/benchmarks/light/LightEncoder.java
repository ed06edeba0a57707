package org.creditconnector.benchmarks.light;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Avro binary by hand, into one growing array: the record of {@code light-record.avsc}. */
final class LightEncoder {
    private static final String LENDER = "LENDER0001";

    byte[] bytes = new byte[1 << 20];
    int length;

    private void room(int wanted) {
        if (bytes.length - length < wanted) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + wanted));
        }
    }

    void number(long value) {
        room(10);
        long rest = (value << 1) ^ (value >> 63);
        while ((rest & ~0x7FL) != 0) {
            bytes[length++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        bytes[length++] = (byte) rest;
    }

    void text(String value) {
        byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
        number(utf8.length);
        room(utf8.length);
        System.arraycopy(utf8, 0, bytes, length, utf8.length);
        length += utf8.length;
    }

    private void optional(String value) {
        number(value == null ? 0 : 1);
        if (value != null) {
            text(value);
        }
    }

    private void optional(int value) {
        number(value == LightAccount.NONE ? 0 : 1);
        if (value != LightAccount.NONE) {
            number(value);
        }
    }

    private void decimal(long value) {
        int size = Long.BYTES - (Long.numberOfLeadingZeros(value ^ (value >> 63)) - 1) / Byte.SIZE;
        number(size);
        room(size);
        for (int i = size - 1; i >= 0; i--) {
            bytes[length++] = (byte) (value >> (Byte.SIZE * i));
        }
    }

    void record(LightAccount a) {
        text(LENDER + "-" + a.accountNo + "-20261031");
        text(LENDER);
        number(LightAccount.REPORTED_DAY);
        number(a.idType);
        text(a.idNumber);
        text(a.name);
        optional(a.birth);
        optional(a.phone);
        optional(a.address);
        optional(a.employment);
        text(a.accountNo);
        text(a.product);
        text(a.branch);
        text(a.currency);
        number(a.opened);
        number(a.matures);
        decimal(a.loan);
        number(a.limit == LightAccount.NO_AMOUNT ? 0 : 1);
        if (a.limit != LightAccount.NO_AMOUNT) {
            decimal(a.limit);
        }
        decimal(a.rate);
        number(a.guarantee);
        number(a.method);
        number(a.frequency);
        number(a.term);
        number(a.status);
        number(a.riskClass);
        decimal(a.balance);
        optional(a.purpose);
        number(LightAccount.MONTHS);
        for (int month = 0; month < LightAccount.MONTHS; month++) {
            number(LightAccount.NAMES[month]);
            decimal(a.due[month]);
            decimal(a.paid[month]);
            decimal(a.overdue[month]);
            number(a.periods[month]);
            number(a.payments[month]);
            number(Math.min(7, a.periods[month]));
        }
        number(0);
        int last = LightAccount.MONTHS - 1;
        decimal(a.totalDue);
        decimal(a.totalPaid);
        decimal(a.overdue[last]);
        number(a.periods[last]);
        number(a.mostPeriods);
        number(a.monthsOverdue);
        number(a.paymentCount);
        optional(a.lastPaid);
        number(a.lastPaid == LightAccount.NONE ? 0 : 1);
        if (a.lastPaid != LightAccount.NONE) {
            decimal(a.lastPaidAmount);
        }
    }
}
