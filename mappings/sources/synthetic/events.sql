-- What else happened, as far as the night knows.
select e.account_no, e.event_no, e.kind, e.occurred_on, e.booked_on, e.amount, e.months_moved, e.class_before, e.class_after,
       e.limit_before, e.limit_after, e.source_line
  from events e
 where :range(e.account_no)
   and e.booked_on <= cast(:businessDate as varchar)
 order by :key(e.account_no), e.occurred_on, e.event_no
