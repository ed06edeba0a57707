-- One row per account that the night knows, with its state as of that night.
select a.account_no, a.customer_no, a.agreement_no, a.kind, a.product, a.purpose, a.currency, a.principal, a.opened_on,
       a.method, a.frequency_unit, a.frequency_every, a.instalment_count, a.security, a.annual_rate, a.funding, a.branch,
       s.status, s.status_since, s.risk_class, s.risk_class_since, s.credit_limit, s.matures_on, s.closed_on, s.closing_reason,
       c.name, c.id_number, c.birth_date, c.sex, c.education, c.marital_status, c.spouse_name, c.mobile, c.email, c.address,
       c.city, c.area_code, c.postal_code, c.work_situation, c.employer, c.industry, c.confirmed_on, c.customer_kind,
       c.legal_form, c.size_class, c.representative, c.representative_number,
       g.kind as agreement_kind, g.currency as agreement_currency, g.credit_limit as agreement_limit, g.revolving, g.valid_from,
       g.valid_to, g.status as agreement_status, g.status_since as agreement_status_since,
       a.source_line
  from accounts a
 cross join (select cast(:businessDate as varchar) as d) n
  join account_states s on s.account_no = a.account_no and s.booked_on <= n.d and s.superseded_on > n.d
  join customers c on c.customer_no = a.customer_no and c.booked_on <= n.d and c.superseded_on > n.d
  left join agreements g on g.agreement_no = a.agreement_no and g.booked_on <= n.d and g.superseded_on > n.d
 where :range(a.account_no)
   and a.booked_on <= n.d
 order by :key(a.account_no)
