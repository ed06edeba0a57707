-- What a registry can prove of an item: the digest of its bytes as they travelled. Items staged before this version have none and
-- are compared by their figures alone.
alter table report_item add column item_digest varchar(64);             -- lower-case hex SHA-256 of its bytes in the block
alter table registry_mirror_date add column item_digest varchar(64);

-- The registry's digest over all it holds, where it gives one.
alter table registry_statement add column holdings_digest varchar(100);
