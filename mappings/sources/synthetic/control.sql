-- What the lender's own books say as of the night: kept with each booking, not computed from instalments and payments.
select a.currency as currency,
       count(*) as accounts,
       sum(cast(a.principal as decimal(24, 6))) as principal,
       sum(cast(s.credit_limit as decimal(24, 6))) as credit_limit,
       sum(cast(s.outstanding as decimal(24, 6))) as outstanding,
       cast(null as decimal(24, 6)) as overdue,
       sum(cast(s.paid as decimal(24, 6))) as paid
  from accounts a
  join account_states s on s.account_no = a.account_no
 where :range(a.account_no)
   and a.booked_on <= cast(:businessDate as varchar)
   and s.booked_on <= cast(:businessDate as varchar)
   and s.superseded_on > cast(:businessDate as varchar)
 group by a.currency
 order by a.currency
