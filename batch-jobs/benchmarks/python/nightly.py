#!/usr/bin/env python3
"""The night as a script: three ordered cursors merged by account, months, rules, JSON lines, one POST for each 5,000 records.

usage: nightly.py LENDER SINK
  LENDER  address of the lender's database, e.g. postgresql://127.0.0.1:5432/lender?user=bench; "jdbc:" before it does no harm
  SINK    address that packages are posted to, e.g. http://127.0.0.1:8080/packages

Prints one line of figures: accounts accepted and refused, cents overdue of the accepted, packages, bytes. Amounts are Decimal, as
psycopg2 gives them, and strings in JSON.
"""
import datetime
import http.client
import json
import re
import sys
import urllib.parse
import zlib
from collections import namedtuple
from decimal import Decimal

import psycopg2

LENDER = "LENDER0001"
REPORTED = datetime.date(2026, 10, 31)
MONTHS = [(2024 + (10 + i) // 12) * 100 + (10 + i) % 12 + 1 for i in range(24)]
PLACE_OF_MONTH = {month: place for place, month in enumerate(MONTHS)}
PACKAGE = 5_000
ROWS_A_FETCH = 10_000
NOTHING = Decimal(0)

Account = namedtuple(
    "Account",
    "account_id id_type id_no full_name birth_date phone address employment account_no product_code branch_code currency open_date"
    " maturity_date loan_amount credit_limit rate guarantee repay_method repay_freq term_months status five_class balance purpose")
BORROWER = ("idType", "idNo", "fullName", "birthDate", "phone", "address", "employment")
ACCOUNT = ("accountNo", "productCode", "branchCode", "currency", "openDate", "maturityDate", "loanAmount", "creditLimit", "rate",
           "guarantee", "repayMethod", "repayFreq", "termMonths", "status", "fiveClass", "balance", "purpose")

Month = namedtuple("Month", "month due paid overdue periods payments")
History = namedtuple("History", "months instalments last_paid last_paid_amount")

# GB 11643: weights and check characters of an identity number.
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
CHECK_CHARACTERS = "10X98765432"
IDENTITY = re.compile("[0-9]{17}[0-9X]")
PHONE = re.compile("[0-9 +-]{6,}")
ACCOUNT_NO = re.compile("LN[0-9]{14}")
PRODUCT = re.compile("P[0-9]{3}")
BRANCH = re.compile("B[0-9]{5}")
CURRENCIES = {"CNY", "USD", "EUR", "HKD", "JPY", "GBP"}
EARLIEST_BIRTH = datetime.date(1900, 1, 1)
HIGHEST_RATE = Decimal("0.36")


def cursor(connection, name, query):
    """A cursor on the server, so that no table is ever held as a whole."""
    rows = connection.cursor(name)
    rows.itersize = ROWS_A_FETCH
    rows.execute(query)
    return rows


def by_account(rows):
    """Gives a function that yields an account's rows; accounts must be asked for in ascending order."""
    row = next(rows, None)

    def of(account_id):
        nonlocal row
        while row is not None and row[0] <= account_id:
            yield row
            row = next(rows, None)

    return of


def place(day):
    """Which of the 24 months a day lies in, or None."""
    return PLACE_OF_MONTH.get(day.year * 100 + day.month)


def history(instalments, repayments):
    """The 24 months of an account. What is not paid stays due."""
    due, paid, payments = [NOTHING] * 24, [NOTHING] * 24, [0] * 24
    count, last_paid, last_paid_amount = 0, None, None
    for _, day, amount in instalments:
        month = place(day)
        if month is not None:
            due[month] += amount
            count += 1
    for _, time, amount in repayments:
        month = place(time)
        if month is not None:
            paid[month] += amount
            payments[month] += 1
            if last_paid is None or time.date() >= last_paid:
                last_paid, last_paid_amount = time.date(), amount
    months, overdue, periods = [], NOTHING, 0
    for month in range(24):
        overdue = max(NOTHING, overdue + due[month] - paid[month])
        periods = periods + 1 if overdue > 0 else 0
        months.append(Month(MONTHS[month], due[month], paid[month], overdue, periods, payments[month]))
    return History(months, count, last_paid, last_paid_amount)


def identity_holds(number, birth):
    if not IDENTITY.fullmatch(number):
        return False
    total = sum(int(digit) * weight for digit, weight in zip(number, WEIGHTS))
    return CHECK_CHARACTERS[total % 11] == number[17] and (birth is None or birth.strftime("%Y%m%d") == number[6:14])


def borrower_holds(a):
    return (identity_holds(a.id_no, a.birth_date)
            and 1 <= a.id_type <= 9
            and a.full_name.strip() != "" and len(a.full_name) <= 60 and min(a.full_name) >= " "
            and (a.birth_date is None or EARLIEST_BIRTH <= a.birth_date <= REPORTED)
            and (a.phone is None or PHONE.fullmatch(a.phone) is not None)
            and (a.address is None or len(a.address) <= 120)
            and (a.employment is None or 0 <= a.employment <= 8))


def account_holds(a):
    return (ACCOUNT_NO.fullmatch(a.account_no) is not None
            and PRODUCT.fullmatch(a.product_code) is not None
            and BRANCH.fullmatch(a.branch_code) is not None
            and a.currency in CURRENCIES
            and a.open_date <= a.maturity_date and a.open_date <= REPORTED
            and a.loan_amount > 0 and (a.credit_limit is None or a.credit_limit >= a.loan_amount)
            and 0 <= a.rate <= HIGHEST_RATE
            and 1 <= a.guarantee <= 4 and 1 <= a.repay_method <= 3 and 1 <= a.term_months <= 480
            and 1 <= a.status <= 5 and 1 <= a.five_class <= 5
            and 0 <= a.balance <= a.loan_amount)


def months_hold(h):
    return h.instalments == 24 and all(
        month.due >= 0 and month.paid >= 0 and (month.overdue > 0) == (month.periods > 0) for month in h.months)


def record(a, h):
    """The record as one line of JSON."""
    last = h.months[-1]
    return json.dumps({
        "recordId": f"{LENDER}-{a.account_no}-{REPORTED:%Y%m%d}",
        "lenderCode": LENDER,
        "reportDate": REPORTED,
        "borrower": dict(zip(BORROWER, a[1:8])),
        "account": dict(zip(ACCOUNT, a[8:])),
        "history": [{
            "month": month.month, "due": month.due, "paid": month.paid, "overdue": month.overdue, "overduePeriods": month.periods,
            "paidCount": month.payments, "status": "N" if month.periods == 0 else f"S{min(7, month.periods)}",
        } for month in h.months],
        "summary": {
            "totalDue": sum(month.due for month in h.months),
            "totalPaid": sum(month.paid for month in h.months),
            "overdueAmount": last.overdue,
            "overduePeriods": last.periods,
            "maxOverduePeriods": max(month.periods for month in h.months),
            "monthsOverdue": sum(month.periods > 0 for month in h.months),
            "repaymentCount": sum(month.payments for month in h.months),
            "lastPaidDate": h.last_paid,
            "lastPaidAmount": h.last_paid_amount,
        },
    }, default=str)


def post(sink, records):
    """Sends a package; gives its bytes."""
    package = zlib.compress("\n".join(records).encode(), 1)
    address = urllib.parse.urlsplit(sink)
    connection = http.client.HTTPConnection(address.hostname, address.port)
    connection.request("POST", address.path, package, {"Content-Type": "application/x-ndjson", "Content-Encoding": "deflate"})
    answer = connection.getresponse()
    answer.read()
    connection.close()
    if answer.status != 200:
        sys.exit(f"{sink}: the sink answered {answer.status}")
    return len(package)


def night(lender, sink):
    """Works once through all accounts; gives the line of figures."""
    accepted = refused = packages = size = 0
    total = NOTHING
    waiting = []
    with psycopg2.connect(lender.removeprefix("jdbc:")) as connection:
        accounts = cursor(
            connection, "accounts",
            f"SELECT {', '.join(Account._fields)} FROM loan_account JOIN borrower USING (borrower_id) ORDER BY account_id")
        instalments = by_account(cursor(
            connection, "instalments", "SELECT account_id, due_date, principal + interest + fee FROM instalment ORDER BY account_id"))
        repayments = by_account(cursor(
            connection, "repayments", "SELECT account_id, paid_at, amount FROM repayment ORDER BY account_id"))
        for row in accounts:
            a = Account._make(row)
            h = history(instalments(a.account_id), repayments(a.account_id))
            if not (borrower_holds(a) and account_holds(a) and months_hold(h)):
                refused += 1
                continue
            accepted += 1
            total += h.months[-1].overdue
            waiting.append(record(a, h))
            if len(waiting) == PACKAGE:
                size += post(sink, waiting)
                packages += 1
                waiting = []
    if waiting:
        size += post(sink, waiting)
        packages += 1
    return f"accepted={accepted} refused={refused} overdue={int(total * 100)} packages={packages} bytes={size}"


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    print(night(sys.argv[1], sys.argv[2]))
