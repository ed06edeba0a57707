-- With what exit code people were told that a run ended: a process that dies between the end and the telling leaves it to the next one.
alter table submission_run add column told_exit integer;
update submission_run set told_exit = exit_code;
update submission_run set told_exit = 0 where told_exit is null and state = 'RECONCILED';

-- Where this store was moved to. Whoever still opens the old one is sent there, before anything is decided or sent that would be lost.
alter table store_identity add column moved_to varchar(500);
alter table store_identity add column moved_by varchar(300);
alter table store_identity add column moved_at timestamp with time zone;
