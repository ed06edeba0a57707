-- Feedback that does not fit has a reason by name and a way out; feedback that does not come is seen.

-- A package whose answer is overdue, and what the registry said when it was asked by the package's id.
alter table submission_package add column overdue_since timestamp with time zone;  -- null: not overdue, or answered since
alter table submission_package add column asked_at timestamp with time zone;       -- the registry was last asked about it
alter table submission_package add column registry_knows varchar(10);              -- UNKNOWN, RECEIVED, PROCESSED; null: not asked

-- Why a feedback was kept out, and who decided on it; null where the machine did.
alter table feedback_inbox add column rule_id varchar(100);
alter table feedback_inbox add column settled_by varchar(300);
update feedback_inbox set rule_id = (
  select min(f.rule_id) from finding f where f.inbox_id = feedback_inbox.inbox_id and f.rule_id like 'FEEDBACK-%')
where state = 'QUARANTINED';
