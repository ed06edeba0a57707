-- What a night is compared with another by, and what the gate found.

-- Where an account stood as it was mapped; null where no record could be made. Days past due are null where nobody knows them.
alter table account_verdict add column account_status varchar(20);
alter table account_verdict add column days_past_due integer;

-- Whether an account had ended when it was last known: it may leave the source and is not missed.
alter table source_account add column closed boolean default false not null;

-- The run that last turned open_account round: to a run that was opened before it, the account still is what it was.
alter table source_account add column changed_run bigint default 0 not null;

-- The sent run that a run was compared with at the gate; null for a first night.
alter table submission_run add column compared_with bigint;

-- Rows that the child queries of the source gave in a range: an empty join shows here, where amounts still look right.
create table range_rows (
  run_id bigint not null,
  range_number integer not null,
  query_name ${key} not null,
  row_count bigint not null,
  primary key (run_id, range_number, query_name)
);

-- Why a run stopped at the gate, one sentence each.
create table gate_reason (
  run_id bigint not null references submission_run (run_id),
  reason_number integer not null,                 -- from 1
  sentence varchar(2000) not null,
  primary key (run_id, reason_number)
);

-- Accounts that changed against the last sent run in a way a person should see; one kind each, the gravest.
create table gate_suspect (
  run_id bigint not null references submission_run (run_id),
  account_key ${key} not null,
  kind varchar(20) not null,                      -- SuspectKind
  before_run bigint not null,                     -- the sent run in which the account was last known
  primary key (run_id, account_key)
);
create index gate_suspect_by_kind on gate_suspect (run_id, kind, account_key);
