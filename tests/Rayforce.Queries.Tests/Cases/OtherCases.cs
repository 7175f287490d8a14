using static Rayforce.Queries.Query;

namespace Rayforce.Queries.Tests;

/// <summary>Texts, bare expressions and joins.</summary>
internal static class OtherCases
{
    private const string Trades = "(table ['sym 'ts 'px] (list ['a 'b] [10 20] [1.5 2.5]))";
    private const string Quotes = "(table ['sym 'ts 'bid] (list ['a 'b 'a] [9 19 10] [3 4 5]))";
    private const string Around = $"(map-left + [-5 0] (at {Trades} (quote 'ts)))";
    private const string PythonInterval =
        """interval=TableColumnInterval(lower=-5, upper=0, table=trades, column=Column("ts"))""";

    public static QueryCase[] All { get; } =
    [
        new(
            "\"(+ 1 2)\"",
            Source("(+ 1 2)"),
            "(+ 1 2)"),
        new(
            """String("(select {from: trades})")""",
            Source("(select {from: trades})"),
            "(select {from: trades})"),
        new(
            "Expression(Operation.SUM, Vector(items=[1,2,3], ray_type=I64))",
            Call("sum", new[] { 1, 2, 3 }),
            "(sum [1 2 3])"),
        new(
            "Expression(Operation.ADD, 1, 2)",
            Call("+", 1, 2),
            "(+ 1 2)"),
        new(
            """List([1, "a", 2.5])""",
            Value(new object[] { 1, "a", 2.5 }),
            "(1 'a 2.5)"),
        new(
            """A.inner_join(B, on="sym")""",
            Table(Tables.A).InnerJoin(Table(Tables.B), "sym"),
            "(inner-join ['sym] (table ['sym 'px] (list ['a 'b] [1 2])) (table ['sym 'bid] (list ['a 'b] [3 4])))"),
        new(
            """A.left_join(B, on="sym")""",
            Table(Tables.A).LeftJoin(Table(Tables.B), "sym"),
            "(left-join ['sym] (table ['sym 'px] (list ['a 'b] [1 2])) (table ['sym 'bid] (list ['a 'b] [3 4])))"),
        new(
            """A.inner_join(B, on=["sym"])""",
            Table(Tables.A).InnerJoin(Table(Tables.B), "sym"),
            "(inner-join ['sym] (table ['sym 'px] (list ['a 'b] [1 2])) (table ['sym 'bid] (list ['a 'b] [3 4])))"),
        new(
            """trades.asof_join(quotes, on=["sym","ts"])""",
            Table(Tables.Trades).AsofJoin(Table(Tables.Quotes), "sym", "ts"),
            $"(asof-join ['sym 'ts] {Trades} {Quotes})"),
        new(
            """trades.window_join(on=["sym","ts"], join_with=[quotes], """
                + PythonInterval
                + """, lo=Column("bid").min(), hi=Column("bid").max())""",
            Table(Tables.Trades).WindowJoin(
                Table(Tables.Quotes),
                ["sym", "ts"],
                new Window(-5, 0, "ts"),
                Column("bid").Min().As("lo"),
                Column("bid").Max().As("hi")),
            $"(window-join ['sym 'ts] {Around} {Trades} {Quotes} {{lo: (min bid) hi: (max bid)}})"),
        new(
            """trades.window_join1(on=["sym","ts"], join_with=[quotes], """
                + PythonInterval
                + """, lo=Column("bid").min())""",
            Table(Tables.Trades).WindowJoin1(
                Table(Tables.Quotes),
                ["sym", "ts"],
                new Window(-5, 0, "ts"),
                Column("bid").Min().As("lo")),
            $"(window-join1 ['sym 'ts] {Around} {Trades} {Quotes} {{lo: (min bid)}})"),
    ];
}
