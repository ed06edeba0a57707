-- What the lending system itself adds up to, from raw columns: principal lent, principal owed of open loans, overdue principal
-- (due before the as-of date, still open), repayments that were not cancelled less what went back to the borrower.
select q.currency_code as currency,
       count(*) as accounts,
       sum(q.principal_amount) as principal,
       cast(null as decimal(24, 6)) as credit_limit,
       sum(q.outstanding) as outstanding,
       sum(q.overdue) as overdue,
       sum(q.paid) as paid
  from (select l.currency_code,
               l.principal_amount,
               case when l.loan_status_id in (300, 303, 304)
                    then l.principal_amount
                         - (select coalesce(sum(coalesce(i.principal_completed_derived, 0)
                                                + coalesce(i.principal_writtenoff_derived, 0)), 0)
                              from m_loan_repayment_schedule i
                             where i.loan_id = l.id)
                    else 0 end as outstanding,
               case when l.loan_status_id in (300, 303, 304)
                    then (select coalesce(sum(coalesce(i.principal_amount, 0)
                                              - coalesce(i.principal_completed_derived, 0)
                                              - coalesce(i.principal_writtenoff_derived, 0)), 0)
                            from m_loan_repayment_schedule i
                           where i.loan_id = l.id
                             and i.duedate < :asOf)
                    else 0 end as overdue,
               (select coalesce(sum(case when t.transaction_type_enum in (16, 18, 20) then - t.amount else t.amount end), 0)
                  from m_loan_transaction t
                 where t.loan_id = l.id
                   and t.contra_id is null
                   and t.transaction_date <= :asOf
                   and t.transaction_type_enum in (2, 8, 16, 17, 18, 20, 21, 22, 23, 28)) as paid
          from m_loan l
         where :range(l.id)
           and l.disbursedon_date is not null) q
 group by q.currency_code
 order by q.currency_code
