-- Identity documents of the borrower.
select l.id as loan_id,
       i.document_type_id,
       i.document_key
  from m_loan l
  join m_client_identifier i on i.client_id = l.client_id
 where :range(l.id)
   and l.disbursedon_date is not null
 order by l.id, i.id
