"""engine.py N native1|native2|ours1|ours2 [REPS]: 39 questions about arithmetic, filters, groups, sorts, joins and texts on N rows."""
import sys
import sides

N = int(sys.argv[1]); side = sys.argv[2]; REPS = int(sys.argv[3]) if len(sys.argv) > 3 else 5
H=N//10
syms=' '.join(f's{i}' for i in range(1000)); strs=' '.join(f'"item-{(i*7919)%1000:04d}-{"abcdefghij"[i%10]}xyz"' for i in range(1000))
SETUP=[f"(set N {N})",
"(set r (% (* (til N) 7919) 1000003))","(set v (% (* r 31) 100000))","(set w (% (* r 17) 65521))",
"(set f (/ v 7.0))","(set g (/ w 3.0))",
f"(set SY [{syms}])","(set sc (at SY (% r 1000)))","(set k2 (% (* r 13) 97))",
f"(set id (% (* (til N) 1000003) {N//2+1}))",
"(set tm (+ 2024.01.01D00:00:00.000000000 (* (til N) 1000000)))",
f"(set ST [{strs}])","(set st (at ST (% r 1000)))",
"(set T (table [sc k2 id v w f g tm st] (list sc k2 id v w f g tm st)))",
f"(set R (table [id x] (list (til {H}) (* (til {H}) 3))))",
"(set Q (table [sc tm bid] (list (at SY (% (* r 3) 1000)) (+ tm 500) f)))",
"(set T3 (table [sc tm v] (list sc tm v)))",
"(set T2 (table [id v] (list id v)))"]
EX=[("sum i64","(sum v)"),("sum f64","(sum f)"),("avg f64","(avg f)"),("max i64","(max v)"),("+ i64","(+ v w)"),("+ f64","(+ f g)"),("* f64 atom","(* f 2.5)"),("> i64 atom","(> v 50000)"),("> f64 f64","(> f g)"),("sum (+ v w)","(sum (+ v w))"),
("where filter 50% (2 cols)","(select {v: v f: f from: T where: (> v 50000)})"),("where filter 1% all cols","(select {from: T where: (> v 99000)})"),("where and","(select {v: v from: T where: (and (> v 50000) (< w 30000))})"),
("by 1 symbol sum","(select {s: (sum v) from: T by: sc})"),("by 1 symbol sum+avg+max f64","(select {s: (sum f) a: (avg f) m: (max f) from: T by: sc})"),("by 2 keys sum","(select {s: (sum v) from: T by: [sc k2]})"),("by I64 high card sum","(select {s: (sum v) from: T by: id})"),("by symbol where","(select {s: (sum v) from: T by: sc where: (> w 30000)})"),
("asc i64","(asc v)"),("desc f64","(desc f)"),("iasc i64","(iasc v)"),("xasc table by v","(xasc T2 'v)"),("select asc take 10","(select {id: id v: v from: T asc: v take: 10})"),
("inner-join i64","(inner-join [id] T2 R)"),("left-join i64","(left-join [id] T2 R)"),("asof-join","(asof-join [sc tm] T3 Q)"),
("distinct sym","(distinct sc)"),("distinct i64 high","(distinct id)"),("group sym","(group sc)"),("like prefix str","(like st \"item-00*\")"),("like *x* str","(like st \"*-c*\")"),("like on sym","(like sc \"s9*\")"),("where like","(select {v: v from: T where: (like st \"item-00*\")})"),("in i64","(in v [1 2 3 500 70000])"),("med f64","(med f)"),("dev f64","(dev f)"),("xbar by sum","(select {s: (sum v) from: T by: {b: (xbar tm 60000000000)}})"),("map lambda 1e5","(sum (map (fn [x] (+ x 1)) (take v 100000)))"),("fold lambda 1e5","(fold (fn [a x] (+ a x)) 0 (take v 100000))")]
sides.report(f'engine_{N}', side, sides.run(side, EX, REPS, SETUP))
