-- A store that was put back from a copy must not send before it was compared with what the registry holds.

-- Who this store is. One row, written when it is first asked for.
create table store_identity (
  store_id varchar(36) not null primary key,
  born_at timestamp with time zone not null
);

-- Permits to send ever given: only goes up, so that a witness outside can tell that the store went back.
alter table target_state add column sends bigint default 0 not null;
-- Packages get numbers from here on; higher than 1 when the registry has packages that a restored store does not know.
alter table target_state add column first_number bigint default 1 not null;
-- Nothing is sent before the books were compared with the registry.
alter table target_state add column compare_first boolean default false not null;
alter table target_state add column compare_reason varchar(2000);
alter table target_state add column compare_since timestamp with time zone;

update target_state set sends = (
  select count(*) from package_attempt a join submission_package p on p.package_id = a.package_id
  where p.target = target_state.target);
