-- The schedule that the night knows: an extension replaces the rows that were still to come, a statement of a line adds one.
select i.account_no, i.number, i.period_from, i.due_on, i.principal, i.interest, i.source_line
  from instalments i
 where :range(i.account_no)
   and i.booked_on <= cast(:businessDate as varchar)
   and i.superseded_on > cast(:businessDate as varchar)
 order by :key(i.account_no), i.due_on, i.number
