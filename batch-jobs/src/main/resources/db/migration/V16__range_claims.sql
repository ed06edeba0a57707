-- Ranges that workers on other machines take. The number goes up with each worker that takes the range: whoever holds an older one is
-- refused, so that a frozen worker cannot write over the one that took its place.
alter table key_range add column claim bigint default 0 not null;
alter table key_range add column claimed_by varchar(200);                -- host and process; null when no worker has it
alter table key_range add column claim_seen_at timestamp with time zone; -- when that worker last said that it works on it
alter table key_range add column attempts integer default 0 not null;    -- workers that took it since the run last handed it out
alter table key_range add column failed_exit integer;                    -- exit code of the last attempt that failed; null for none
alter table key_range add column failure varchar(2000);                  -- its sentence
