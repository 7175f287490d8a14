using CsCheck;

namespace Rayforce.Data.Tests;

/// <summary>
/// Queries of SQL at random, over the tables <c>t</c> and <c>u</c>, in the words that Rayforce and DuckDB share. What both
/// mean otherwise is left out: see the list in docs/sql.md.
/// </summary>
internal static class SqlGen
{
    /// <summary>A number of rows of both tables, whole queries of them.</summary>
    public static Gen<string> Query { get; } = Gen.Frequency(
        (4, Plain()), (4, Grouped()), (2, Joined()), (1, Distinct()), (1, Nested()), (1, United()), (1, OneRow()));

    private static Gen<string> Whole => Gen.Frequency(
        (4, Gen.OneOf("k", "a")),
        (2, Gen.Int[-4, 4].Select(n => n < 0 ? $"({n})" : $"{n}")));

    private static Gen<string> Number(int depth) => depth == 0
        ? Gen.Frequency((3, Whole), (2, Gen.Const("f")), (1, Gen.OneOf("0.5", "2.0", "(-1.5)")))
        : Gen.Frequency(
            (3, Number(0)),
            (3, Gen.Select(Number(depth - 1), Gen.OneOf("+", "-", "*", "/"), Number(depth - 1))
                .Select((l, o, r) => $"({l} {o} {r})")),
            (1, Gen.Select(Whole, Whole).Select((l, r) => $"({l} % {r})")),
            (1, Number(depth - 1).Select(n => $"abs(f + {n})")),
            (1, Gen.Select(Number(0), Number(0)).Select((l, r) => $"coalesce({l}, {r})")),
            (1, Gen.Select(Whole, Whole).Select((l, r) => $"nullif({l}, {r})")),
            (1, Gen.Select(Condition(depth - 1), Number(0), Number(0)).Select((c, l, r) => $"case when {c} then {l} else {r} end")),
            (1, Gen.Select(Condition(depth - 1), Number(0)).Select((c, l) => $"case when {c} then {l} end")),
            (1, Gen.Select(Gen.OneOf("k", "s"), Number(0)).Select((c, l) =>
                c == "k" ? $"case k when 1 then {l} when 2 then 7 end" : $"case s when 'x' then {l} else 0 end")));

    private static Gen<string> Comparison => Gen.OneOf("=", "<>", "<", "<=", ">", ">=");

    private static Gen<string> Condition(int depth) => depth == 0
        ? Gen.Frequency(
            (4, Gen.Select(Number(0), Comparison, Number(0)).Select((l, o, r) => $"{l} {o} {r}")),
            // A server does not compare a Symbol with a String, but for a literal.
            (2, Gen.Select(Gen.OneOf("s", "n"), Comparison, Gen.OneOf("'x'", "'xy'", "'Y'")).Select((l, o, r) => $"{l} {o} {r}")),
            (1, Gen.Select(Comparison, Gen.OneOf("2024-01-01", "2024-01-02")).Select((o, d) => $"d {o} DATE '{d}'")),
            (1, Gen.OneOf("b", "not b", "b = true", "b <> false", "b is true")),
            (1, Gen.Select(Number(0), Negation).Select((v, n) => $"{v} is {n}null")),
            (1, Gen.Select(Gen.OneOf("s", "n", "d", "a"), Negation).Select((v, n) => $"{v} is {n}null")),
            (1, Gen.Select(Gen.OneOf("k", "a", "f"), Negation, Number(0), Number(0))
                .Select((v, n, l, h) => $"{v} {n}between {l} and {h}")),
            (1, Gen.Select(Gen.OneOf("k", "a"), Negation, Gen.OneOf("(1, 2)", "(0, null, 3)", "(k, 2)", "(1, 2.5)"))
                .Select((v, n, l) => $"{v} {n}in {l}")),
            (1, Gen.Select(Gen.OneOf("s", "n"), Negation, Gen.OneOf("('x', 'Y')", "('y', null)"))
                .Select((v, n, l) => $"{v} {n}in {l}")),
            (1, Gen.Select(Gen.OneOf("s", "n"), Negation, Gen.OneOf("like", "ilike"),
                    Gen.OneOf("'x%'", "'%y'", "'_'", "'%*%'", "'_y'", "'x!%' escape '!'"))
                .Select((v, n, o, p) => $"{v} {n}{o} {p}")),
            (1, Gen.Select(Gen.OneOf("k", "a"), Negation, Whole).Select((l, n, r) => $"{l} is {n}distinct from {r}")),
            (1, Gen.Select(Gen.OneOf("k", "a"), Negation, Gen.OneOf(
                    "(select x from u)", "(select x from u where x is not null)", "(select k from u where x > 100)"))
                .Select((v, n, q) => $"{v} {n}in {q}")),
            (1, Gen.Select(Number(0), Comparison, Gen.OneOf("(select avg(x) from u)", "(select max(k) from u where x > 100)"))
                .Select((v, o, q) => $"{v} {o} {q}")),
            (1, Gen.Select(Negation, Gen.OneOf("exists (select x from u)", "exists (select 1 from u where x > 100)"))
                .Select((n, q) => $"{n}{q}")))
        : Gen.Frequency(
            (3, Condition(0)),
            (2, Gen.Select(Condition(depth - 1), Gen.OneOf("and", "or"), Condition(depth - 1))
                .Select((l, o, r) => $"({l} {o} {r})")),
            (1, Condition(depth - 1).Select(c => $"not ({c})")),
            (1, Condition(depth - 1).Select(c => $"({c}) is not true")),
            (1, Gen.Select(Number(1), Comparison, Number(1)).Select((l, o, r) => $"{l} {o} {r}")));

    private static Gen<string> Negation => Gen.OneOf("", "", "not ");

    private static Gen<string> Where => Gen.Frequency((1, Gen.Const("")), (2, Condition(2).Select(c => $" where {c}")));

    private static Gen<string> Aggregate => Gen.Frequency(
        (2, Gen.Const("count(*)")),
        (1, Gen.OneOf("count(s)", "count(n)", "count(a)", "count(d)", "count(f)")),
        (1, Gen.OneOf("count(distinct k)", "count(distinct s)", "count(distinct a % 2)")),
        (4, Gen.Select(Gen.OneOf("sum", "avg", "min", "max", "count"), Number(1)).Select((f, v) => $"{f}(f + {v})")),
        (2, Gen.Select(Gen.OneOf("sum", "avg", "min", "max", "median", "stddev", "stddev_pop", "variance", "var_pop"),
            Gen.OneOf("a", "f", "k")).Select((f, v) => $"{f}({v})")),
        (1, Gen.Select(Gen.OneOf("sum(a)", "count(*)", "count(a)", "avg(f)"), Condition(1))
            .Select((f, c) => $"{f} filter (where {c})")));

    private static Gen<string> AnyAggregate => Gen.Frequency(
        (6, Aggregate), (1, Gen.OneOf("min(s)", "max(n)", "min(d)", "max(d)")));

    private static Gen<string> Direction => Gen.OneOf("", " desc", " asc nulls last", " desc nulls first", " nulls first");

    private static Gen<string> Plain() => Gen.Select(
        Number(2), Number(1), Where, Direction, Direction, Gen.OneOf("", " limit 3", " limit 2 offset 1", " offset 2", " limit 0"),
        (x, y, where, first, second, limit) =>
            $"select {x} as x, s, {y} as y, n, d, b, k from t{where} order by x{first}, s, y{second}, n, d, b, k{limit}");

    private static Gen<string> Grouped() => Gen.Select(
        Gen.OneOf("k", "s", "n", "d", "b", "a % 2", "case when a > 0 then 1 else 0 end", "k + 1"),
        Gen.OneOf("", "s", "k"),
        Gen.Select(AnyAggregate, AnyAggregate),
        Where,
        Gen.OneOf("", " having count(*) > 1", " having sum(a) > 0", " having max(f) is null or min(k) < 2", " having g is not null"),
        (g, second, aggregates, where, having) =>
        {
            var also = second.Length == 0 || second == g ? "" : $", {second}";
            return $"select {g} as g{also}, {aggregates.Item1} as x, {aggregates.Item2} as y from t{where} group by {g}{also}{having}";
        });

    private static Gen<string> OneRow() => Gen.Select(AnyAggregate, AnyAggregate, Where, (x, y, where) =>
        $"select {x} as x, {y} as y from t{where}");

    private static Gen<string> Joined() => Gen.Select(
        Gen.OneOf("join", "left join", "right join", "full join", "inner join"),
        Gen.OneOf("t.k = u.k", "t.k = u.k and t.s = u.s", "t.k = u.k and u.x > 1", "t.k + 1 = u.k", "t.k = u.k and t.a > 0"),
        Gen.OneOf("", " where t.a > 0", " where u.x is null", " where t.a < u.x", " where t.s = u.s or u.x = 1"),
        Gen.OneOf("t.k, t.s, u.x, u.s as us", "t.k as k, u.k as uk, a", "coalesce(t.k, u.k) as k, x"),
        (kind, on, where, items) => $"select {items} from t {kind} u on {on}{where}");

    private static Gen<string> Distinct() => Gen.Select(
        Gen.OneOf("k, s", "n", "b", "a % 2 as m, d"), Where, (items, where) => $"select distinct {items} from t{where}");

    private static Gen<string> Nested() => Gen.Select(Condition(1), Aggregate, Gen.OneOf("> 0", "is null", "< 3"), (where, x, having) =>
        $"select q.k, q.x from (select k, {x} as x from t where {where} group by k) q where q.x {having}");

    private static Gen<string> United() => Gen.Select(Gen.OneOf("union", "union all"), Where, (union, where) =>
        $"select k, s from t{where} {union} select k, s from u order by k, s limit 5");
}
