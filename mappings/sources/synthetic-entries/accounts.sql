-- One row per account that the night knows.
select a.account_no, a.customer_no, a.kind, a.product, a.currency, a.principal, a.opened_on, s.credit_limit,
       s.status, s.status_since, s.closed_on, c.name, c.id_number, c.customer_kind, a.source_line
  from accounts a
 cross join (select cast(:businessDate as varchar) as d) n
  join account_states s on s.account_no = a.account_no and s.booked_on <= n.d and s.superseded_on > n.d
  join customers c on c.customer_no = a.customer_no and c.booked_on <= n.d and c.superseded_on > n.d
 where :range(a.account_no)
   and a.booked_on <= n.d
 order by :key(a.account_no)
