-- One row per card account; every column is text.
select a."ID" as id,
       a."LIMIT_BAL" as limit_bal,
       a."SEX" as sex,
       a."EDUCATION" as education,
       a."MARRIAGE" as marriage,
       a."AGE" as age,
       a.source_line
  from accounts a
 where :range(a."ID")
 order by :key(a."ID")
