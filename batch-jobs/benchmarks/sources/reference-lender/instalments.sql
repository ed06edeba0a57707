-- The schedule, in the order in which it was agreed.
select i.account_id, i.seq, i.due_date, i.principal, i.interest, i.fee
  from instalment i
 where :range(i.account_id)
 order by i.account_id, i.seq
