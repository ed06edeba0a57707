-- Six columns of status, balance and payment become six rows, oldest first. The payment of an index belongs to the month of the
-- balance of the same index.
select m.id, m.month, m.state_on, m.pay_status, m.balance, m.paid, m.source_line
  from (select a."ID" as id, '2005-04' as month, '2005-04-30' as state_on, a."PAY_6" as pay_status, a."BILL_AMT6" as balance, a."PAY_AMT6" as paid,
               a.source_line
          from accounts a
        union all
        select a."ID", '2005-05', '2005-05-31', a."PAY_5", a."BILL_AMT5", a."PAY_AMT5",
               a.source_line
          from accounts a
        union all
        select a."ID", '2005-06', '2005-06-30', a."PAY_4", a."BILL_AMT4", a."PAY_AMT4",
               a.source_line
          from accounts a
        union all
        select a."ID", '2005-07', '2005-07-31', a."PAY_3", a."BILL_AMT3", a."PAY_AMT3",
               a.source_line
          from accounts a
        union all
        select a."ID", '2005-08', '2005-08-31', a."PAY_2", a."BILL_AMT2", a."PAY_AMT2",
               a.source_line
          from accounts a
        union all
        select a."ID", '2005-09', '2005-09-30', a."PAY_0", a."BILL_AMT1", a."PAY_AMT1",
               a.source_line
          from accounts a) m
 where :range(m.id)
 order by :key(m.id), m.month
