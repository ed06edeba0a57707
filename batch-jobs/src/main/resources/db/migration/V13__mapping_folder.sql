-- The source folder of each version that a run was made with, as a zip file: an old night can be mapped again, and a change is compared
-- with what was sent by the version before.
create table mapping_folder (
  version varchar(300) not null primary key,
  name varchar(300) not null,
  content ${bytes} not null,
  kept_at timestamp with time zone not null
);
