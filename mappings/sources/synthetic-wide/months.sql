-- Six groups of columns of the newest delivery become six rows.
with newest as (
  select * from statements t
   where substr(t.cut_off, 7, 4) || '-' || substr(t.cut_off, 4, 2) || '-' || substr(t.cut_off, 1, 2) = cast(:asOf as varchar))
select m.acct_no as account_no, cast(last_day(cast(:asOf as date) - to_months(m.back)) as varchar) as state_on,
       substr(cast(last_day(cast(:asOf as date) - to_months(m.back)) as varchar), 1, 7) as month,
       m.bal, m.pay, m.late, m.source_line
  from (select s.acct_no, 0 as back, s.bal_0 as bal, s.pay_0 as pay, s.late_0 as late, s.source_line from newest s
        union all
        select s.acct_no, 1 as back, s.bal_1 as bal, s.pay_1 as pay, s.late_1 as late, s.source_line from newest s
        union all
        select s.acct_no, 2 as back, s.bal_2 as bal, s.pay_2 as pay, s.late_2 as late, s.source_line from newest s
        union all
        select s.acct_no, 3 as back, s.bal_3 as bal, s.pay_3 as pay, s.late_3 as late, s.source_line from newest s
        union all
        select s.acct_no, 4 as back, s.bal_4 as bal, s.pay_4 as pay, s.late_4 as late, s.source_line from newest s
        union all
        select s.acct_no, 5 as back, s.bal_5 as bal, s.pay_5 as pay, s.late_5 as late, s.source_line from newest s) m
 where :range(m.acct_no)
   and m.bal is not null
 order by :key(m.acct_no), state_on
