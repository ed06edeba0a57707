-- A lender of :accounts accounts with 24 months of history, the same every time: figures come from a hash and not from chance. Report date
-- 2026-10-31. Instalments lie in the order of accounts, as they are agreed; repayments in the order of time, as a ledger grows, which is
-- what makes them hard to read by account. Two borrowers in a thousand have a wrong check digit, one account in a thousand ends before
-- it begins, one has a rate below zero.
create or replace function h(a bigint, s bigint) returns int language sql immutable parallel safe as
$$ select (((a * 7919 + s * 104729) % 1000003) * 48271 % 1000003)::int $$;

-- Check character of GB 11643 over 17 digits.
create or replace function id18(b text) returns text language sql immutable as
$$ select b || substr('10X98765432',
     1 + (select sum(substr(b, i, 1)::int * (1 << (18 - i)))::int from generate_series(1, 17) i) % 11, 1) $$;

create or replace function loan_of(a bigint) returns numeric language sql immutable parallel safe as
$$ select (1000 + h(a, 13) % 900000)::numeric $$;

create table borrower (
  borrower_id bigint not null, id_type smallint not null, id_no varchar(18) not null, full_name varchar(60) not null,
  birth_date date, phone varchar(20), address varchar(120), employment smallint);
insert into borrower
select b, 1,
       case when b % 500 = 7 then overlay(i placing (case when right(i, 1) = '1' then '2' else '1' end) from 18) else i end,
       'Borrower ' || initcap(substr(md5(b::text), 1, 8)) || ' ' || b,
       date '1955-01-01' + (h(b, 1) % 16000),
       '+86 138' || lpad((h(b, 2) * 97 % 100000000)::text, 8, '0'),
       (h(b, 3) % 999 + 1) || ' Example Road, Ward ' || (h(b, 4) % 40) || ', City ' || (h(b, 5) % 300),
       h(b, 6) % 9
  from (select b, id18('110' || lpad((h(b, 7) % 1000)::text, 3, '0')
                       || to_char(date '1955-01-01' + (h(b, 1) % 16000), 'YYYYMMDD') || lpad((b % 1000)::text, 3, '0')) i
          from generate_series(1, greatest(1, :accounts * 8 / 10)) b) q;

create table loan_account (
  account_id bigint not null, borrower_id bigint not null, account_no varchar(24) not null, product_code varchar(6) not null,
  branch_code varchar(8) not null, currency char(3) not null, open_date date not null, maturity_date date not null,
  loan_amount numeric(15,2) not null, credit_limit numeric(15,2), rate numeric(8,6) not null, guarantee smallint not null,
  repay_method smallint not null, repay_freq smallint not null, term_months smallint not null, status smallint not null,
  five_class smallint not null, balance numeric(15,2) not null, purpose varchar(40), updated_at timestamp not null);
insert into loan_account
select a, 1 + (a * 7 % greatest(1, :accounts * 8 / 10)), 'LN' || lpad(a::text, 14, '0'), 'P' || lpad((h(a, 11) % 24)::text, 3, '0'),
       'B' || lpad((h(a, 12) % 600)::text, 5, '0'), 'CNY',
       date '2024-10-01' + (a % 28)::int,
       case when a % 1000 = 3 then date '2024-01-01' else date '2028-10-01' end,
       loan_of(a), loan_of(a), case when a % 1000 = 4 then -0.01 else (300 + h(a, 14) % 2000) / 10000.0 end,
       h(a, 15) % 4 + 1, h(a, 16) % 3 + 1, 3, 48, 1, 1, round(loan_of(a) * 0.55, 2), 'purpose ' || (h(a, 17) % 50),
       timestamp '2026-10-30 03:00'
         - case when h(a, 18) % 50 = 0 then interval '0' else ((1 + h(a, 18) % 300) || ' days')::interval end
  from generate_series(1, :accounts) a;

-- 24 instalments of a 48th each, and what is left at maturity.
create table instalment (
  account_id bigint not null, seq smallint not null, due_date date not null, principal numeric(15,2) not null,
  interest numeric(15,2) not null, fee numeric(9,2) not null);
insert into instalment
select a, s,
       case when s = 25 then date '2028-10-01'
            else (date '2024-11-01' + (s - 1) * interval '1 month')::date + (a % 28)::int end,
       case when s = 25 then loan_of(a) - 24 * round(loan_of(a) / 48, 2) else round(loan_of(a) / 48, 2) end,
       case when s = 25 then 0 else round(loan_of(a) / 48 * 0.01 * (25 - s), 2) end,
       case when s < 25 and h(a, s + 40) % 10 = 0 then 5 else 0 end
  from generate_series(1, :accounts) a, lateral generate_series(1, 25) s;

-- Seven in ten now and then skip a month and pay it with the next, two in ten skip more, one in ten stops after a year.
create table repayment (
  repayment_id bigint not null, account_id bigint not null, paid_at timestamp not null, amount numeric(15,2) not null,
  channel smallint not null, ref_no varchar(24) not null);
do $$
declare s int;
begin
  for s in 1..24 loop
    insert into repayment
    select s * 10000000::bigint + row_number() over (order by h(a, s)), a,
           (date '2024-11-01' + (s - 1) * interval '1 month') + ((a % 27) * interval '1 day') + ((h(a, s) % 86400) * interval '1 second'),
           due * (case when s > 1 and skipped_before then 2 else 1 end), (h(a, s + 80) % 5)::smallint,
           'R' || lpad((h(a, s + 70)::bigint * 1000 + s)::text, 14, '0')
      from (select a,
                   round(loan_of(a) / 48, 2) + round(loan_of(a) / 48 * 0.01 * (25 - s), 2)
                     + (case when h(a, s + 40) % 10 = 0 then 5 else 0 end) due,
                   (a % 20) < 14 and h(a, s - 1 + 20) % 100 < 10 skipped_before,
                   case when a % 20 < 14 then h(a, s + 20) % 100 < 10
                        when a % 20 < 18 then h(a, s + 20) % 100 < 20
                        else s > 10 + h(a, 19) % 5 end skip
              from generate_series(1, :accounts) a) q
     where not skip
     order by h(a, s);
  end loop;
end $$;

alter table borrower add primary key (borrower_id);
alter table loan_account add primary key (account_id);
alter table instalment add primary key (account_id, seq);
alter table repayment add primary key (repayment_id);
create index repayment_by_account on repayment (account_id, paid_at);
create index loan_account_by_change on loan_account (updated_at);
