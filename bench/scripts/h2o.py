"""h2o.py N native1|native2|ours1|ours2|duck1|duck2 [REPS]: the group-by, join and sort questions of the H2O.ai database benchmark on tables made by formulas in Rayfall."""
import sys
import sides

N = int(sys.argv[1]); side = sys.argv[2]; REPS = int(sys.argv[3]) if len(sys.argv) > 3 else 3
K = 100; H = max(N // K, K)
low = ' '.join(f'id{i:03d}' for i in range(K))
# r: a permutation of 0..N-1 for N that 7919 does not divide; columns are its digits in different strides.
SETUP = [f"(set N {N})", "(set i (til N))", f"(set r (% (* i 7919) {N}))", f"(set s (% (* i 104729) {N}))", f"(set LOW [{low}])",
  f"(set HIGH (as 'SYMBOL (til {H})))",
  f"(set id1 (at LOW (% r {K})))", f"(set id2 (at LOW (% (div r {K}) {K})))", f"(set id3 (at HIGH (% s {H})))", f"(set id4 (% (div s 7) {K}))", f"(set id5 (% (div r 11) {K}))", f"(set id6 (% (div (* i 31) 3) {H}))",
  "(set v1 (+ 1 (% r 5)))", "(set v2 (+ 1 (% s 15)))", "(set v3 (/ (% (* i 1000003) 100000000) 1000000.0))",
  "(set t (table [id1 id2 id3 id4 id5 id6 v1 v2 v3] (list id1 id2 id3 id4 id5 id6 v1 v2 v3)))",
  "(set x (table [id4 id6 id3 v1] (list id4 id6 id3 v3)))",
  f"(set small (table [id4 w] (list (til {K}) (* 1.5 (til {K})))))",
  f"(set medium (table [id6 w] (list (til {H}) (* 1.5 (til {H})))))",
  f"(set bysym (table [id3 w] (list HIGH (* 1.5 (til {H})))))",
  f"(set big (table [k w] (list r v3)))", "(set xb (table [k v1] (list s v3)))"]
SQL = [f"""create table t as select 'id' || lpad((r % {K})::varchar, 3, '0') id1, 'id' || lpad((r // {K} % {K})::varchar, 3, '0') id2, (s % {H})::varchar id3, s // 7 % {K} id4, r // 11 % {K} id5, i * 31 // 3 % {H} id6,
    1 + r % 5 v1, 1 + s % 15 v2, (i * 1000003 % 100000000) / 1000000.0::double v3, r, s from (select range i, range * 7919 % {N} r, range * 104729 % {N} s from range({N}))""",
  "create table x as select id4, id6, id3, v3 v1 from t", "create table xb as select s k, v1 from t", "create table big as select r k, v3 w from t", "alter table t drop r", "alter table t drop s",
  f"create table small as select range id4, 1.5::double * range w from range({K})", f"create table medium as select range id6, 1.5::double * range w from range({H})",
  f"create table bysym as select range::varchar id3, 1.5::double * range w from range({H})"]
Q = [("g1", "(select {v1: (sum v1) from: t by: id1})", "select id1, sum(v1) v1 from t group by id1"),
 ("g2", "(select {v1: (sum v1) from: t by: {id1: id1 id2: id2}})", "select id1, id2, sum(v1) v1 from t group by id1, id2"),
 ("g3", "(select {v1: (sum v1) v3: (avg v3) from: t by: id3})", "select id3, sum(v1) v1, avg(v3) v3 from t group by id3"),
 ("g4", "(select {v1: (avg v1) v2: (avg v2) v3: (avg v3) from: t by: id4})", "select id4, avg(v1) v1, avg(v2) v2, avg(v3) v3 from t group by id4"),
 ("g5", "(select {v1: (sum v1) v2: (sum v2) v3: (sum v3) from: t by: id6})", "select id6, sum(v1) v1, sum(v2) v2, sum(v3) v3 from t group by id6"),
 ("g6", "(select {m: (med v3) d: (dev v3) from: t by: {id4: id4 id5: id5}})", "select id4, id5, median(v3) m, stddev_pop(v3) d from t group by id4, id5"),
 ("g7", "(select {r: (- (max v1) (min v2)) from: t by: id3})", "select id3, max(v1) - min(v2) r from t group by id3"),
 ("g8", "(select {v: (top v3 2) from: t by: id6})", "select id6, max(v3, 2) v from t group by id6"),
 ("g9", "(select {c: (pearson_corr v1 v2) from: t by: {id2: id2 id4: id4}})", "select id2, id4, corr(v1, v2) c from t group by id2, id4"),
 ("g10", "(select {s: (sum v3) n: (count v1) from: t by: {id1: id1 id2: id2 id3: id3 id4: id4 id5: id5 id6: id6}})", "select id1, id2, id3, id4, id5, id6, sum(v3) s, count(v1) n from t group by all"),
 ("j1 small int", "(inner-join [id4] x small)", "select x.*, w from x join small using (id4)"),
 ("j2 medium int", "(inner-join [id6] x medium)", "select x.*, w from x join medium using (id6)"),
 ("j3 medium left", "(left-join [id6] x medium)", "select x.*, w from x left join medium using (id6)"),
 ("j4 symbol", "(inner-join [id3] x bysym)", "select x.*, w from x join bysym using (id3)"),
 ("j5 big int", "(inner-join [k] xb big)", "select xb.*, w from xb join big using (k)"),
 ("s1 symbol", "(xasc t 'id1)", "select * from t order by id1"),
 ("s2 int", "(xasc t 'id6)", "select * from t order by id6"),
 ("s3 three", "(xasc t [id1 id2 id4])", "select * from t order by id1, id2, id4"),
 ("f1 filter", "(select {from: t where: (and (> v3 90.0) (== id4 7))})", "select * from t where v3 > 90.0 and id4 = 7"),
 ("f2 top 10", "(select {from: t desc: v3 take: 10})", "select * from t order by v3 desc limit 10")]
sides.report(f'h2o_{N}', side, sides.run(side, Q, REPS, SETUP, sql=SQL))
