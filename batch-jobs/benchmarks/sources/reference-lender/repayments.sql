-- Every repayment up to the night.
select r.account_id, r.repayment_id, r.paid_at, r.amount
  from repayment r
 where :range(r.account_id)
   and r.paid_at < cast(:asOf as date) + 1
 order by r.account_id, r.paid_at
