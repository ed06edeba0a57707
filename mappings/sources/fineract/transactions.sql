-- Every movement. A cancelled one stands with its negative twin of type 3, which points back at it: the twin is only the day of
-- the cancellation, never a movement of its own.
select t.loan_id,
       t.id as transaction_id,
       t.transaction_type_enum,
       t.transaction_date,
       t.created_date,
       t.amount,
       t.principal_portion_derived,
       t.interest_portion_derived,
       t.fee_charges_portion_derived,
       t.penalty_charges_portion_derived,
       t.contra_id,
       x.created_date as cancelled_at
  from m_loan_transaction t
  join m_loan l on l.id = t.loan_id
  left join m_loan_transaction x on x.id = t.contra_id
 where :range(t.loan_id)
   and l.disbursedon_date is not null
   and t.transaction_type_enum <> 3
 order by t.loan_id, t.transaction_date, t.id
