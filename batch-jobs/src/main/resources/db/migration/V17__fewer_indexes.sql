-- Books that cost less to write. Which query needs which index stands in docs/sizing.md; IndexesTest holds the two together.

-- No query asks for findings by package or by feedback.
drop index finding_by_package;
drop index finding_by_feedback;

-- Held accounts are listed and waiting ones counted; nearly all of the others are neither.
drop index account_verdict_by_verdict;
create index account_verdict_held on account_verdict (run_id, verdict, account_key)${only_held};

-- One key serves those who ask by source and those who ask which other source has an account.
${drop_key_of_accounts}
alter table source_account add primary key (target, account_key, source);
drop index source_account_by_key;

-- Rows that change as often as each night changes them stay where they are if their page has room, and no index hears of it.
${room_for_changes}
