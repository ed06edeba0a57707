-- Consents of the borrower, whatever the account.
select a.account_no, k.customer_no, k.recipient, k.purpose, k.clause, k.given_on, k.source_line
  from accounts a
  join consents k on k.customer_no = a.customer_no
 where :range(a.account_no)
   and a.booked_on <= cast(:businessDate as varchar)
   and k.given_on <= cast(:businessDate as varchar)
 order by :key(a.account_no), k.recipient
