-- What the lending system adds up itself, for each account, so that it can be read along with the rows of many ranges. The repayments have a
-- range of their own: the database does not conclude it from that of the accounts, and asking for each account by itself costs it nearly
-- three times as much.
select a.account_id, a.currency, 1 as accounts, a.loan_amount as principal, cast(null as decimal(24, 6)) as credit_limit,
       cast(null as decimal(24, 6)) as outstanding, cast(null as decimal(24, 6)) as overdue, coalesce(p.paid, 0) as paid
  from loan_account a
  left join (select r.account_id, sum(r.amount) as paid
               from repayment r
              where :range(r.account_id)
                and r.paid_at < cast(:asOf as date) + 1
              group by r.account_id) p on p.account_id = a.account_id
 where :range(a.account_id)
 order by a.account_id
