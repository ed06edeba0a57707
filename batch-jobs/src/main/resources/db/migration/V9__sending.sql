-- A try that sends the same bytes again although it is not known what became of the one before: unless it is received, nothing
-- is known afterwards either.
alter table package_attempt add column repeats_unknown boolean default false not null;
