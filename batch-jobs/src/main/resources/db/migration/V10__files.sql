-- Registries that take files: names that are never used twice, and feedback that speaks of names and places.
alter table submission_package add column file_name ${key};
create unique index submission_package_file_name on submission_package (target, file_name);

-- The last serial of a series of file names. A serial is burnt when a package is made, whatever becomes of it.
create table file_serial (
  target ${key} not null,
  series ${key} not null,
  last_serial integer not null,
  primary key (target, series)
);
