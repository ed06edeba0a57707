-- Accounts that the lending system wrote to; each repayment and each new schedule touches its account.
select a.account_id from loan_account a where a.updated_at >= :since
