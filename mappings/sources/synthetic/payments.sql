-- Money booked by the night. What was taken back later still stood then.
select p.account_no, p.payment_no, p.paid_on, p.booked_on, p.amount, p.kind, p.principal_part,
       case when p.reversed_on <= cast(:businessDate as varchar) then p.reversed_on end as reversed_on,
       p.source_line
  from payments p
 where :range(p.account_no)
   and p.booked_on <= cast(:businessDate as varchar)
 order by :key(p.account_no), p.paid_on, p.payment_no
