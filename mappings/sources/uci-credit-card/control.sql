-- What the file itself adds up to. Numbers may be written 1e+05, which only a cast to double reads.
select 'TWD' as currency,
       count(*) as accounts,
       cast(null as decimal(24, 6)) as principal,
       sum(cast(try_cast(a."LIMIT_BAL" as double) as decimal(24, 6))) as credit_limit,
       sum(cast(try_cast(a."BILL_AMT1" as double) as decimal(24, 6))) as outstanding,
       cast(null as decimal(24, 6)) as overdue,
       sum(cast(try_cast(a."PAY_AMT1" as double) + try_cast(a."PAY_AMT2" as double) + try_cast(a."PAY_AMT3" as double)
                + try_cast(a."PAY_AMT4" as double) + try_cast(a."PAY_AMT5" as double) + try_cast(a."PAY_AMT6" as double)
                as decimal(24, 6))) as paid
  from accounts a
 where :range(a."ID")
having count(*) > 0
