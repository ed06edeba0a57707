-- The ledger: what was read, staged, sent and answered. One rule for all tables: a row is never overwritten by a newer fact about
-- something else; a state moves only along the transition tables of PackageState, ItemState and RunState.
--
-- Types that differ between the databases are placeholders:
--   key    text key of at most 300 characters, ordered by its bytes (PostgreSQL: UTF-8; H2: UTF-16, see Vendor.byteOrder)
--   blob   bytes of any size          bytes  bytes of at most a megabyte        clob  text of any size
-- Money is decimal(24,6) in the currency of its row; a null amount says that the source does not have the figure.
-- Times are the database's clock; dates are calendar dates of the lender.

-- Rows to lock where something is numbered or created once for the whole store.
create table write_lock (
  name ${key} not null primary key
);
insert into write_lock (name) values ('ledger');

-- Who may write for a target now. The token goes up with every new holder: a holder that slept through the end of its lease
-- carries an old token and is refused.
create table lease (
  name ${key} not null primary key,
  token bigint not null,                          -- fencing token, only ever goes up
  holder varchar(300) not null,                   -- host and process, for people; empty after a release
  held_until timestamp with time zone not null    -- by the database's clock
);

-- One row a target; also the row that is locked where the order of a target's packages and answers matters.
create table target_state (
  target ${key} not null primary key,
  paused boolean not null,
  changed_by varchar(300),
  reason varchar(2000),
  changed_at timestamp with time zone
);

-- One night of one source for one target. People call it TARGET/SOURCE/DATE/PASS; run_id is the short key of the other tables.
create table submission_run (
  run_id bigint not null primary key,
  target ${key} not null,
  source ${key} not null,
  business_date date not null,
  pass integer not null,                          -- from 1; a further pass of a date is asked for with a reason
  state varchar(20) not null,                     -- RunState
  as_of date not null,                            -- what the content is true for, at its end
  lender_code varchar(300) not null,
  mapping_version varchar(300) not null,
  again_author varchar(300),
  again_reason varchar(2000),
  open_before bigint not null,                    -- accounts known to be open when the run was opened
  vanished bigint,                                -- of those, not seen; null until all ranges are stored
  decision varchar(20),                           -- APPROVED or DECLINED, by a person, at the gate
  decided_by varchar(300),
  decision_reason varchar(2000),
  decided_hash varchar(64),                       -- digest over what was decided on
  decided_at timestamp with time zone,
  opened_at timestamp with time zone not null,
  ended_at timestamp with time zone,
  exit_code integer,                              -- of the last attempt; null while the first one goes on
  cause varchar(2000),                            -- one sentence; null when there is nothing to say
  constraint submission_run_once unique (target, source, business_date, pass)
);
create index submission_run_by_date on submission_run (business_date, target);

-- The unit of reading, commit and restart. Bounds are fixed when the run is opened.
create table key_range (
  run_id bigint not null references submission_run (run_id),
  range_number integer not null,
  lower_bound varchar(1000),                      -- first key in it; null = open
  upper_bound varchar(1000),                      -- first key after it; null = open
  state varchar(10) not null,                     -- OPEN, STORED
  source_accounts bigint,                         -- accounts counted at the source
  booked_accounts bigint,                         -- accounts with a verdict
  seen_again bigint,                              -- of those, known to be open before
  item_count bigint,
  stored_at timestamp with time zone,
  primary key (run_id, range_number)
);

-- Control totals of a range by currency, as the source counted them and as they were booked.
create table range_total (
  run_id bigint not null,
  range_number integer not null,
  side varchar(6) not null,                       -- SOURCE, BOOKED
  currency varchar(3) not null,
  principal decimal(24,6),
  credit_limit decimal(24,6),
  outstanding decimal(24,6),
  overdue decimal(24,6),
  paid decimal(24,6),
  primary key (run_id, range_number, side, currency)
);

-- What became of each extracted account in a run: the account book.
create table account_verdict (
  run_id bigint not null,
  account_key ${key} not null,
  range_number integer not null,
  source_position varchar(1000) not null,
  verdict varchar(10) not null,                   -- AccountVerdict
  currency varchar(3),                            -- null where not even the currency could be read
  principal decimal(24,6),
  credit_limit decimal(24,6),
  outstanding decimal(24,6),
  overdue decimal(24,6),
  paid decimal(24,6),
  primary key (run_id, account_key)
);
create index account_verdict_by_key on account_verdict (account_key, run_id);
create index account_verdict_by_verdict on account_verdict (run_id, verdict, account_key);

-- Accounts a source ever showed: finds those that vanish.
create table source_account (
  target ${key} not null,
  source ${key} not null,
  account_key ${key} not null,
  open_account boolean not null,                  -- expected to be seen again
  first_run bigint not null,
  last_run bigint not null,
  primary key (target, source, account_key)
);
create index source_account_by_key on source_account (target, account_key);

-- Accounts that were open before a run and were not seen in it.
create table vanished_account (
  run_id bigint not null,
  account_key ${key} not null,
  primary key (run_id, account_key)
);

-- Rendered items of one range and send class, one after the other.
create table item_block (
  run_id bigint not null,
  range_number integer not null,
  send_class ${key} not null,
  content ${blob} not null,
  primary key (run_id, range_number, send_class)
);

-- One row per item: what the registry receives about one subject at one report date.
create table report_item (
  item_id ${key} not null primary key,
  target ${key} not null,
  run_id bigint not null,
  range_number integer not null,
  send_class ${key} not null,
  block_offset integer not null,                  -- where its bytes lie in the block
  block_length integer not null,
  account_key ${key} not null,
  subject ${key} not null,
  kind varchar(12) not null,                      -- ItemKind
  report_date date not null,
  sequence bigint not null,                       -- within the subject, never used twice
  supersedes ${key},                              -- item it replaces or takes back
  content_hash varchar(64) not null,
  currency varchar(3),                            -- null for a deletion
  principal decimal(24,6),
  credit_limit decimal(24,6),
  outstanding decimal(24,6),
  overdue decimal(24,6),
  paid decimal(24,6),
  reported_state ${bytes} not null,               -- what is on file once it is accepted
  state varchar(10) not null,                     -- ItemState
  package_id varchar(36),                         -- null while it waits for one
  package_line integer,                           -- its place in the package, from 1, in the order of range and offset
  answer varchar(8),                              -- ACCEPTED or REJECTED as the registry said; null = unanswered
  answered_at timestamp with time zone,
  constraint report_item_order unique (target, subject, sequence)
);
create index report_item_by_run on report_item (run_id, package_id, send_class, range_number, block_offset);
create index report_item_by_account on report_item (account_key, run_id);

-- A set of items that travels as one. Its bytes are stored before the first one leaves.
create table submission_package (
  package_id varchar(36) not null primary key,
  target ${key} not null,
  run_id bigint not null references submission_run (run_id),
  sequence bigint not null,                       -- running number of the target
  live_sequence bigint,                           -- the same, null once refused or withdrawn: the number is free again
  state varchar(20) not null,                     -- PackageState
  send_class ${key} not null,
  item_count integer not null,
  items_digest varchar(64) not null,
  byte_count bigint not null,
  sha256 varchar(64) not null,                    -- of the bytes as they leave
  manifest ${bytes} not null,                     -- the SubmissionPackage as an Avro container
  supersedes varchar(36),                         -- the refused package it replaces
  accepted_count integer not null,                -- items the registry accepted so far
  rejected_count integer not null,                -- items the registry rejected so far
  send_token bigint,                              -- fencing token of the last send
  detail varchar(2000),                           -- the last outcome in one sentence
  receipt ${clob},                                -- as the registry gave it
  built_at timestamp with time zone not null,
  received_at timestamp with time zone,
  answered_at timestamp with time zone,
  constraint submission_package_gap_free unique (target, live_sequence)
);
create index submission_package_by_run on submission_package (run_id);
create index submission_package_by_state on submission_package (target, state);
create index submission_package_by_sequence on submission_package (target, sequence);

-- The bytes of a package in parts, so that neither storing nor sending holds it in memory as a whole.
create table package_part (
  package_id varchar(36) not null references submission_package (package_id),
  part_number integer not null,                   -- from 1
  content ${blob} not null,
  primary key (package_id, part_number)
);

-- Every try to send a package.
create table package_attempt (
  package_id varchar(36) not null references submission_package (package_id),
  attempt_number integer not null,                -- from 1
  token bigint not null,                          -- fencing token it was sent under
  outcome varchar(20),                            -- NOT_SENT, REFUSED, RECEIVED, UNKNOWN; null while under way
  detail varchar(2000),
  retry_after_seconds bigint,
  started_at timestamp with time zone not null,
  ended_at timestamp with time zone,
  primary key (package_id, attempt_number)
);

-- What came back, first as it came.
create table feedback_inbox (
  inbox_id bigint generated by default as identity primary key,
  target ${key} not null,
  feedback_id ${key} not null,
  sha256 varchar(64) not null,                    -- of the raw text: the same id with another text is another row
  raw ${clob},                                    -- null once purged
  parsed ${blob},                                 -- the Feedback as an Avro container; null when it could not be read
  problem varchar(2000),                          -- why it could not be read
  package_id varchar(36),
  state varchar(12) not null,                     -- FeedbackState: NEW, APPLIED, QUARANTINED
  reason varchar(2000),                           -- why it was not applied
  received_at timestamp with time zone not null,
  settled_at timestamp with time zone,
  constraint feedback_inbox_once unique (target, feedback_id, sha256)
);
create index feedback_inbox_by_state on feedback_inbox (target, state);
create index feedback_inbox_by_package on feedback_inbox (package_id);

-- How far the feedback of a target was stored.
create table feedback_cursor (
  target ${key} not null primary key,
  position varchar(1000) not null,                -- the registry's, opaque
  moved_at timestamp with time zone not null
);

-- What is on file at a registry, newest report date of each subject. Follows from report_item and can be rebuilt.
create table registry_mirror (
  target ${key} not null,
  subject ${key} not null,
  account_key ${key} not null,
  item_id ${key} not null,
  sequence bigint not null,
  report_date date not null,
  content_hash varchar(64) not null,
  reported_state ${bytes} not null,
  primary key (target, subject)
);

-- Every accepted item that stands: one for each report date, unless a registry takes several. Deletions have no row.
create table registry_mirror_date (
  target ${key} not null,
  subject ${key} not null,
  report_date date not null,
  sequence bigint not null,
  item_id ${key} not null,
  currency varchar(3),
  principal decimal(24,6),
  credit_limit decimal(24,6),
  outstanding decimal(24,6),
  overdue decimal(24,6),
  paid decimal(24,6),
  primary key (target, subject, report_date, sequence)
);

-- What is wrong or worth knowing: ours and the registry's.
create table finding (
  finding_id bigint generated by default as identity primary key,
  run_id bigint,
  range_number integer,
  account_key ${key},
  item_id ${key},
  package_id varchar(36),
  inbox_id bigint,                                -- the feedback it came with
  rule_id varchar(100) not null,
  severity varchar(10) not null,                  -- Severity
  origin varchar(10) not null,                    -- FindingOrigin
  path varchar(1000) not null,
  masked_value varchar(1000),
  message varchar(4000) not null,
  position varchar(1000),
  found_at timestamp with time zone not null
);
create index finding_by_run on finding (run_id, severity, rule_id);
create index finding_by_account on finding (account_key);
create index finding_by_item on finding (item_id);
create index finding_by_package on finding (package_id);
create index finding_by_feedback on finding (inbox_id);

-- What a registry said that it holds.
create table registry_statement (
  statement_id bigint generated by default as identity primary key,
  target ${key} not null,
  statement_date date not null,
  accounts bigint not null,
  items bigint not null,
  digest varchar(100) not null,
  taken_at timestamp with time zone not null
);
create index registry_statement_by_date on registry_statement (target, statement_date);

create table registry_statement_total (
  statement_id bigint not null references registry_statement (statement_id),
  currency varchar(3) not null,
  principal decimal(24,6),
  credit_limit decimal(24,6),
  outstanding decimal(24,6),
  overdue decimal(24,6),
  paid decimal(24,6),
  primary key (statement_id, currency)
);

-- Who decided what. Only ever appended to.
create table audit_entry (
  entry_id bigint generated by default as identity primary key,
  recorded_at timestamp with time zone not null,
  author varchar(300) not null,
  action varchar(50) not null,                    -- APPROVE, DECLINE, RESOLVE, RETRY, WITHDRAW, PAUSE, RESUME, PURGE …
  subject ${key} not null,                        -- run, package, target or feedback it is about
  reason varchar(2000) not null,
  content_hash varchar(64)                        -- of what was decided on, where there is one
);
create index audit_entry_by_subject on audit_entry (subject);
