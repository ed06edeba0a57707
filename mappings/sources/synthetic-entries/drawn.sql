-- What was paid out.
select e.acct_no as account_no, e.entry_no, e.booked_on, e.amount, e.source_line
  from entries e
 where :range(e.acct_no)
   and e.entry_type = 'DR'
   and e.booked_on <= cast(:businessDate as varchar)
 order by :key(e.acct_no), e.entry_no
