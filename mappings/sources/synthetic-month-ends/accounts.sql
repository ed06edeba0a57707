-- One row per account that a month end knows, with the newest row of it that was delivered. An account that ended is closed on the
-- first month end that says so.
select a.account_no, a.customer_no, a.kind, a.product, a.currency, a.principal, a.opened_on,
       m.acct_stat, m.class5, m.cr_line, e.closed_on,
       c.name, c.id_number, c.customer_kind, a.source_line
  from accounts a
 cross join (select cast(:asOf as varchar) as d, replace(cast(:asOf as varchar), '-', '') as compact) n
  join (select r.acct_no, r.acct_stat, r.class5, r.cr_line, r.rpt_dt, r.deliv_dt,
               row_number() over (partition by r.acct_no order by r.rpt_dt desc, r.deliv_dt desc) as nth
          from month_ends r
         where r.deliv_dt <= replace(cast(:asOf as varchar), '-', '')) m
    on m.acct_no = a.account_no and m.nth = 1
  left join (select r.acct_no, min(r.rpt_dt) as closed_on
               from month_ends r
              where r.acct_stat = 'JQ' and r.deliv_dt <= replace(cast(:asOf as varchar), '-', '')
              group by r.acct_no) e
    on e.acct_no = a.account_no and m.acct_stat = 'JQ'
  join customers c on c.customer_no = a.customer_no and c.booked_on <= n.d and c.superseded_on > n.d
 where :range(a.account_no)
 order by :key(a.account_no)
