-- Guarantors: a client, a member of staff, or somebody from outside whose particulars stand in the row itself.
select g.loan_id,
       g.id as guarantor_id,
       g.type_enum,
       g.entity_id,
       c.display_name as client_name,
       s.display_name as staff_name,
       g.firstname,
       g.lastname,
       g.dob,
       g.address_line_1,
       g.address_line_2,
       g.city,
       g.zip,
       g.mobile_number,
       g.house_phone_number
  from m_guarantor g
  join m_loan l on l.id = g.loan_id
  left join m_client c on g.type_enum = 1 and c.id = g.entity_id
  left join m_staff s on g.type_enum = 2 and s.id = g.entity_id
 where :range(g.loan_id)
   and l.disbursedon_date is not null
 order by g.loan_id, g.id
