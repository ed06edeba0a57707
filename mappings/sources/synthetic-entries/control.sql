-- What the entries themselves add up to: owed is what was paid out or bought less principal that came in, for accounts that live.
select t.currency as currency, count(*) as accounts, sum(t.principal) as principal, sum(t.credit_limit) as credit_limit,
       sum(t.owed) as outstanding, cast(null as decimal(24, 6)) as overdue, sum(t.paid) as paid
  from (select a.currency, a.account_no, cast(a.principal as decimal(24, 6)) as principal, cast(s.credit_limit as decimal(24, 6)) as credit_limit,
               case when s.status not in ('ZC', 'HX') then 0
                    else case when a.kind = 'CLAIM' then cast(a.principal as decimal(24, 6)) else 0 end
                         + coalesce(e.owed, 0) end as owed,
               coalesce(e.paid, 0) as paid
          from accounts a
          join account_states s on s.account_no = a.account_no
           and s.booked_on <= cast(:businessDate as varchar) and s.superseded_on > cast(:businessDate as varchar)
          left join (select x.acct_no,
                            sum(case x.entry_type when 'DR' then 1 when 'PR' then -1 else 0 end * cast(x.amount as decimal(18, 2)) * 0.01) as owed,
                            sum(case when x.entry_type <> 'DR' then cast(x.amount as decimal(18, 2)) * 0.01 else 0 end) as paid
                       from entries x
                      where x.booked_on <= cast(:businessDate as varchar)
                      group by x.acct_no) e on e.acct_no = a.account_no
         where :range(a.account_no)
           and a.booked_on <= cast(:businessDate as varchar)) t
 group by t.currency
 order by t.currency
