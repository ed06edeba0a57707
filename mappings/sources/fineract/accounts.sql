-- One row per loan that was paid out: applications, approvals and refused ones are no debt to report.
select l.id as loan_id,
       l.loan_status_id,
       l.client_id,
       c.display_name as client_name,
       c.office_id as client_office_id,
       l.group_id,
       g.name as group_name,
       g.office_id as group_office_id,
       l.product_id,
       p.name as product_name,
       l.currency_code,
       l.principal_amount,
       l.annual_nominal_interest_rate,
       l.amortization_method_enum,
       l.number_of_repayments,
       l.repay_every,
       l.repayment_period_frequency_enum,
       l.disbursedon_date,
       l.expected_maturedon_date,
       l.closedon_date
  from m_loan l
  left join m_client c on c.id = l.client_id
  left join m_group g on g.id = l.group_id
  left join m_product_loan p on p.id = l.product_id
 where :range(l.id)
   and l.disbursedon_date is not null
 order by l.id
