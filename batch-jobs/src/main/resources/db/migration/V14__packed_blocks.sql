-- Item bytes are packed by the connector, a whole block at a time; what a database would do row by row costs ten times as much.
alter table item_block add column packing varchar(10) default 'NONE' not null;   -- NONE, ZSTD
-- What is packed already is stored as it is, for a database that would try again.
${stored_as_is}
