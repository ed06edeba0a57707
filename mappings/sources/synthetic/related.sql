-- Guarantors and the sellers of claims: customers or companies.
select r.account_no, r.party_no, coalesce(c.customer_kind, r.party_kind) as party_kind, r.role, r.cap, r.since,
       c.name, c.id_number, c.birth_date, c.sex, coalesce(q.name, c.name) as company_name,
       coalesce(q.credit_code, c.id_number) as credit_code, r.source_line
  from related_parties r
  left join customers c on r.party_kind = 'P' and c.customer_no = r.party_no
   and c.booked_on <= cast(:businessDate as varchar) and c.superseded_on > cast(:businessDate as varchar)
  left join companies q on r.party_kind = 'C' and q.company_no = r.party_no
 where :range(r.account_no)
   and r.since <= cast(:businessDate as varchar)
 order by :key(r.account_no), r.party_no
