-- Shares of joint lending.
select f.account_no, f.funder_no, f.name, f.share, f.amount, f.reported, f.source_line
  from funders f
  join accounts a on a.account_no = f.account_no
 where :range(f.account_no)
   and a.booked_on <= cast(:businessDate as varchar)
 order by :key(f.account_no), f.funder_no
