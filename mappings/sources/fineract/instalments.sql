-- The schedule in force with what the lender counts as settled, part by part.
select i.loan_id,
       i.installment,
       i.fromdate,
       i.duedate,
       i.principal_amount,
       i.principal_completed_derived,
       i.principal_writtenoff_derived,
       i.interest_amount,
       i.interest_completed_derived,
       i.interest_waived_derived,
       i.interest_writtenoff_derived,
       i.fee_charges_amount,
       i.fee_charges_completed_derived,
       i.fee_charges_waived_derived,
       i.fee_charges_writtenoff_derived,
       i.penalty_charges_amount,
       i.penalty_charges_completed_derived,
       i.penalty_charges_waived_derived,
       i.penalty_charges_writtenoff_derived
  from m_loan_repayment_schedule i
  join m_loan l on l.id = i.loan_id
 where :range(i.loan_id)
   and l.disbursedon_date is not null
 order by i.loan_id, i.installment, i.id
