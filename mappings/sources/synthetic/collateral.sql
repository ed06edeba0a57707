-- What secures an account.
select c.account_no, c.collateral_no, c.kind, c.description, c.appraised, c.valued_on, c.since, a.currency, c.source_line
  from collateral c
  join accounts a on a.account_no = c.account_no
 where :range(c.account_no)
   and c.since <= cast(:businessDate as varchar)
 order by :key(c.account_no), c.collateral_no
