-- Ranges of subjects beside the ranges of accounts.
alter table key_range add column kind varchar(10) default 'ACCOUNTS' not null;   -- ACCOUNTS, SUBJECTS

-- What accounts say about persons, agreements and collateral, until the night has made one item of each; then it is deleted.
create table subject_claim (
  run_id bigint not null,
  subject ${key} not null,
  account_key ${key} not null,
  range_number integer not null,
  report_date date not null,
  content_hash varchar(64) not null,
  content ${bytes},                               -- null where what is on file says the same
  primary key (run_id, subject, account_key)
);
