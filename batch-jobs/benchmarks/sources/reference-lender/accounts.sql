-- One row per account with its borrower.
select a.account_id, a.borrower_id, a.account_no, a.product_code, a.branch_code, a.currency, a.open_date, a.maturity_date,
       a.loan_amount, a.rate, a.guarantee, a.repay_method, a.term_months, a.status, a.five_class,
       b.id_no, b.full_name, b.birth_date, b.phone, b.address, b.employment
  from loan_account a
  join borrower b on b.borrower_id = a.borrower_id
 where :range(a.account_id)
 order by a.account_id
