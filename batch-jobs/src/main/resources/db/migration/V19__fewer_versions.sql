-- Books that cost less to write: rows keep their place in the indexes when what happens to them is noted.

-- A package is made of neighbours in the order of class, range and offset. It says where they begin and end, so that its items are
-- found by what never changes of them, and packing an item changes no index. Null for a package that has no items any more.
alter table submission_package add column first_range integer;
alter table submission_package add column first_offset integer;     -- of the first item in its range's block
alter table submission_package add column last_range integer;
alter table submission_package add column last_offset integer;      -- of the last item in its range's block
update submission_package set
  first_range = (select min(i.range_number) from report_item i
    where i.run_id = submission_package.run_id and i.package_id = submission_package.package_id),
  last_range = (select max(i.range_number) from report_item i
    where i.run_id = submission_package.run_id and i.package_id = submission_package.package_id);
update submission_package set
  first_offset = (select min(i.block_offset) from report_item i where i.run_id = submission_package.run_id
    and i.package_id = submission_package.package_id and i.range_number = submission_package.first_range),
  last_offset = (select max(i.block_offset) from report_item i where i.run_id = submission_package.run_id
    and i.package_id = submission_package.package_id and i.range_number = submission_package.last_range);
drop index report_item_by_run;
create index report_item_by_run on report_item (run_id, send_class, range_number, block_offset);
create index submission_package_by_place on submission_package (run_id, send_class, last_range, last_offset);

-- What a run reported waits for its day from the moment it is staged; that the run is not over yet says that it is looked at before.
alter table source_account drop column changes_on;

-- Whether an accepted item still stands is asked of each; nearly none was corrected or deleted, and the index of those that do it is small.
create index report_item_taking on report_item (target, subject)${only_taking};
