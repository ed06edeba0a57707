-- Who answers for a changed source folder, what a run read, and which release made its records.

-- The run was stopped because its changed source folder alone makes more accounts otherwise than the limit: who approves it is another
-- person than who published the folder's version (audit_entry, action PUBLISH, subject 'source NAME').
alter table submission_run add column second_person boolean default false not null;

-- Versions that ranges of a run were made with before its folder was changed in the middle of the run; submission_run has the last one.
create table earlier_version (
  run_id bigint not null references submission_run (run_id),
  mapping_version ${key} not null,
  primary key (run_id, mapping_version)
);

-- Files that a run read, each once in every state in which it was read. A database's state shows in the rows that were counted.
create table run_input (
  run_id bigint not null references submission_run (run_id),
  table_name ${key} not null,
  file_number integer not null,                   -- place among the files of the source, from 0
  file_name ${key} not null,
  digest varchar(64) not null,                    -- SHA-256
  byte_count bigint not null,
  modified_at timestamp with time zone not null,  -- by the file system
  primary key (run_id, file_number, digest)
);

-- What the release adds to the source folder when it makes records (RecordMaking.pin), and its name. Null for runs of before; more than
-- one, with + between them, where ranges were made by several.
alter table submission_run add column release_pin varchar(300);
alter table submission_run add column release_name varchar(300);
