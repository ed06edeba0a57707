-- What the lending system adds up itself. The range stands at both tables: no database concludes it from the join for the second one.
select q.currency, count(*) as accounts, sum(q.loan_amount) as principal, cast(null as decimal(24, 6)) as credit_limit,
       cast(null as decimal(24, 6)) as outstanding, cast(null as decimal(24, 6)) as overdue, sum(q.paid) as paid
  from (select a.account_id, a.currency, a.loan_amount, coalesce(sum(r.amount), 0) as paid
          from loan_account a
          left join repayment r on r.account_id = a.account_id and :range(r.account_id) and r.paid_at < cast(:asOf as date) + 1
         where :range(a.account_id)
         group by a.account_id, a.currency, a.loan_amount) q
 group by q.currency
