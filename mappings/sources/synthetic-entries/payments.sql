-- What came in on a day, in hundredths, principal and the rest apart; a day on which more was taken back than came is a refund.
select e.acct_no as account_no, e.booked_on, case when sum(cast(e.amount as bigint)) < 0 then 'OUT' else 'IN' end as direction,
       abs(sum(cast(e.amount as bigint))) as amount,
       abs(sum(case when e.entry_type = 'PR' then cast(e.amount as bigint) else 0 end)) as principal,
       abs(sum(case when e.entry_type = 'IN' then cast(e.amount as bigint) else 0 end)) as interest,
       min(e.source_line) as source_line
  from entries e
 where :range(e.acct_no)
   and e.entry_type in ('PR', 'IN')
   and e.booked_on <= cast(:businessDate as varchar)
 group by e.acct_no, e.booked_on
having sum(cast(e.amount as bigint)) <> 0
 order by :key(e.acct_no), e.booked_on
