-- Month ends up to the last one, the newest 60; of two deliveries of a month the later one counts.
select r.acct_no as account_no, r.rpt_dt, substr(r.rpt_dt, 1, 4) || '-' || substr(r.rpt_dt, 5, 2) as month,
       r.bal_amt, r.pay_amt, r.od_amt, r.od_prin, r.od_since, r.od_days, r.od_terms, r.acct_stat, r.class5, r.cr_line, r.source_line
  from (select m.*, row_number() over (partition by m.acct_no, m.rpt_dt order by m.deliv_dt desc) as nth,
               dense_rank() over (partition by m.acct_no order by m.rpt_dt desc) as back
          from month_ends m
         where m.deliv_dt <= replace(cast(:asOf as varchar), '-', '')) r
 where :range(r.acct_no)
   and r.nth = 1 and r.back <= 60
 order by :key(r.acct_no), r.rpt_dt
