-- What the newest delivery itself adds up to, rounded to cents only after adding: the dust of a whole portfolio is far below one.
select a.currency as currency,
       count(*) as accounts,
       sum(cast(a.principal as decimal(24, 6))) as principal,
       cast(round(sum(cast(s.cr_line as double)), 2) as decimal(24, 6)) as credit_limit,
       cast(round(sum(cast(s.bal_0 as double)), 2) as decimal(24, 6)) as outstanding,
       cast(null as decimal(24, 6)) as overdue,
       cast(round(sum(coalesce(cast(s.pay_0 as double), 0) + coalesce(cast(s.pay_1 as double), 0)
                      + coalesce(cast(s.pay_2 as double), 0) + coalesce(cast(s.pay_3 as double), 0)
                      + coalesce(cast(s.pay_4 as double), 0) + coalesce(cast(s.pay_5 as double), 0)), 2) as decimal(24, 6)) as paid
  from accounts a
  join statements s
    on s.acct_no = a.account_no
   and substr(s.cut_off, 7, 4) || '-' || substr(s.cut_off, 4, 2) || '-' || substr(s.cut_off, 1, 2) = cast(:asOf as varchar)
 where :range(a.account_no)
 group by a.currency
 order by a.currency
