-- What secures an account.
select c.account_no,
       case when c.renumbered_on <= cast(:businessDate as varchar) then c.renumbered_no else c.collateral_no end as collateral_no,
       case when c.renumbered_on <= cast(:businessDate as varchar) then c.collateral_no end as former_no,
       case when c.renumbered_on <= cast(:businessDate as varchar) then c.renumbered_on end as former_until, c.kind, c.description, c.register_no, c.appraised, c.valued_on, c.since, a.currency, c.source_line
  from collateral c
  join accounts a on a.account_no = c.account_no
 where :range(c.account_no)
   and c.since <= cast(:businessDate as varchar)
 order by :key(c.account_no), c.collateral_no
