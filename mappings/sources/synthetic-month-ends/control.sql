-- What the deliveries themselves add up to, the newest of each month.
select a.currency as currency,
       count(distinct a.account_no) as accounts,
       sum(case when r.back = 1 then cast(a.principal as decimal(24, 6)) end) as principal,
       sum(case when r.back = 1 then cast(r.cr_line as decimal(24, 6)) end) as credit_limit,
       sum(case when r.back = 1 then cast(r.bal_amt as decimal(24, 6)) end) as outstanding,
       sum(case when r.back = 1 then cast(r.od_amt as decimal(24, 6)) end) as overdue,
       sum(cast(r.pay_amt as decimal(24, 6))) as paid
  from accounts a
  join (select m.*, row_number() over (partition by m.acct_no, m.rpt_dt order by m.deliv_dt desc) as nth,
               dense_rank() over (partition by m.acct_no order by m.rpt_dt desc) as back
          from month_ends m
         where m.deliv_dt <= replace(cast(:asOf as varchar), '-', '')) r
    on r.acct_no = a.account_no and r.nth = 1 and r.back <= 60
 where :range(a.account_no)
 group by a.currency
 order by a.currency
