-- One row per account of the newest delivery.
select a.account_no, a.customer_no, a.kind, a.currency, a.principal, a.opened_on, s.stat, s.closed, s.cr_line,
       c.name, c.id_number, c.customer_kind, s.source_line
  from accounts a
 cross join (select cast(:asOf as varchar) as d) n
  join statements s
    on s.acct_no = a.account_no
   and substr(s.cut_off, 7, 4) || '-' || substr(s.cut_off, 4, 2) || '-' || substr(s.cut_off, 1, 2) = n.d
  join customers c on c.customer_no = a.customer_no and c.booked_on <= n.d and c.superseded_on > n.d
 where :range(a.account_no)
 order by :key(a.account_no)
