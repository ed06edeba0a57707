-- Notices before negative information.
select n.account_no, n.customer_no, n.sent_on, n.channel, n.source_line
  from notices n
 where :range(n.account_no)
   and n.sent_on <= cast(:businessDate as varchar)
 order by :key(n.account_no), n.sent_on
