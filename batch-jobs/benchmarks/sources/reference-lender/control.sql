-- What the lending system adds up itself. Repayments are asked for by account: a range of accounts in a join would have the database read
-- every repayment for each range, since it does not conclude a range of the one table from that of the other.
select q.currency, count(*) as accounts, sum(q.loan_amount) as principal, cast(null as decimal(24, 6)) as credit_limit,
       cast(null as decimal(24, 6)) as outstanding, cast(null as decimal(24, 6)) as overdue, sum(q.paid) as paid
  from (select a.currency, a.loan_amount,
               (select coalesce(sum(r.amount), 0)
                  from repayment r
                 where r.account_id = a.account_id and r.paid_at < cast(:asOf as date) + 1) as paid
          from loan_account a
         where :range(a.account_id)) q
 group by q.currency
