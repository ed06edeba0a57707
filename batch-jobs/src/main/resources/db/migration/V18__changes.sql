-- A night that reads what changed, and nothing else: which accounts it asked for, and why.
alter table submission_run add column changes_only boolean default false not null;
alter table submission_run add column scope_reason varchar(500);    -- why all accounts were read although the source names changes
alter table submission_run add column changes_since timestamp;      -- moment the source was asked from, in the lender's local time
alter table submission_run add column basis varchar(64);            -- digest over what records depend on besides rows; null where no changes are named
alter table submission_run add column accounts_in_source bigint;    -- accounts that the source has, read or not; null where all were read
alter table submission_run add column left_out bigint default 0 not null;  -- accounts known to be open that were not asked for

alter table key_range add column listed boolean default false not null;    -- its keys stand in asked_key, one by one
create table asked_key (
  run_id bigint not null references submission_run (run_id),
  range_number integer not null,
  range_key ${key} not null,
  primary key (run_id, range_number, range_key)
);

alter table source_account add column range_key ${key};             -- how it is found in the source; null where no changes are named
alter table source_account add column look_on date;                 -- from then on it is looked at although its rows are the same
alter table source_account add column changes_on date;              -- what look_on becomes when what was reported of it is accepted
create index source_account_by_look on source_account (target, source, look_on);            -- what is due: Scopes.due
create index source_account_by_range_key on source_account (target, source, range_key);     -- who was asked for: Scopes.save, RunBook.settleVanished

alter table target_state add column read_all_since timestamp with time zone;   -- what is on file there was changed from outside a night
