-- Guarantors and the sellers of claims: customers or companies.
select r.account_no, r.party_no, coalesce(c.customer_kind, r.party_kind) as party_kind, r.role,
       coalesce(c.name, q.name) as name, coalesce(c.id_number, q.credit_code) as number, r.source_line
  from related_parties r
  left join customers c on r.party_kind = 'P' and c.customer_no = r.party_no
   and c.booked_on <= cast(:businessDate as varchar) and c.superseded_on > cast(:businessDate as varchar)
  left join companies q on r.party_kind = 'C' and q.company_no = r.party_no
 where :range(r.account_no)
   and r.since <= cast(:businessDate as varchar)
 order by :key(r.account_no), r.party_no
