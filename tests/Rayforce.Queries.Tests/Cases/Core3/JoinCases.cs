using static Rayforce.Queries.Query;

namespace Rayforce.Queries.Tests.Core3;

/// <summary>Joins and saved results.</summary>
internal static class JoinCases
{
    public static QueryCase[] All { get; } =
    [
        new(
            """Table("trd").inner_join(Table("quo"), on=["sym","ts"])""",
            Table("trd").InnerJoin(Table("quo"), "sym", "ts"),
            "(inner-join ['sym 'ts] trd quo)"),
        new(
            """Table("trd").left_join(Table("quo"), on=["sym","ts"])""",
            Table("trd").LeftJoin(Table("quo"), "sym", "ts"),
            "(left-join ['sym 'ts] trd quo)"),
        new(
            """Table("trd").left_join(Table("quo"), on="sym")""",
            Table("trd").LeftJoin(Table("quo"), "sym"),
            "(left-join ['sym] trd quo)"),
        new(
            """Table("trd").asof_join(Table("quo"), on=["sym","ts"])""",
            Table("trd").AsofJoin(Table("quo"), "sym", "ts"),
            "(asof-join ['sym 'ts] trd quo)"),
        new(
            """E(O.INNER_JOIN, syms("sym"), N("a"), N("b"))""",
            Table("a").InnerJoin(Table("b"), "sym"),
            "(inner-join ['sym] a b)"),
        new(
            """E(O.ASOF_JOIN, syms("sym","ts"), N("trd"), N("quo"))""",
            Call("asof-join", new[] { "sym", "ts" }, Column("trd"), Column("quo")),
            "(asof-join ['sym 'ts] trd quo)"),
        new(
            """E(N("full-join"), syms("sym"), N("a"), N("quo"))""",
            Table("a").FullJoin(Table("quo"), "sym"),
            "(full-join ['sym] a quo)"),
        new(
            """E(N("anti-join"), syms("sym","ts"), N("trd"), N("quo"))""",
            Table("trd").AntiJoin(Table("quo"), "sym", "ts"),
            "(anti-join ['sym 'ts] trd quo)"),
        new(
            """E(O.WINDOW_JOIN, syms("sym","ts"), E(O.MAP_LEFT, C("+"), ints(-5,0), E(O.AT, C("trd"), """
                + """Q("ts"))), C("trd"), C("quo"), Dict({"lo": C("bid").min().compile()}))""",
            Call(
                "window-join",
                new[] { "sym", "ts" },
                Call("map-left", Column("+"), new[] { -5, 0 }, Call("at", Column("trd"), Symbol("ts"))),
                Column("trd"),
                Column("quo"),
                new RayDict(new RaySymbolVector("lo"), new RayList(Column("bid").Min().ToRayObject()))),
            "(window-join ['sym 'ts] (map-left + [-5 0] (at trd 'ts)) trd quo {lo: (min bid)})"),
        new(
            """trades.window_join(on=["sym","ts"], join_with=[quotes], """
                + """interval=TableColumnInterval(lower=-15, upper=5, table=trades, column="ts"), """
                + """n=C("bid").count(), s=C("bid").sum(), a=C("bid").avg())""",
            Table(Tables.Trades).WindowJoin(
                Table(Tables.Quotes),
                ["sym", "ts"],
                new Window(-15, 5, "ts"),
                Column("bid").Count().As("n"),
                Column("bid").Sum().As("s"),
                Column("bid").Average().As("a")),
            "(window-join ['sym 'ts] (map-left + [-15 5] (at (table ['sym 'ts 'px] (list ['a 'b] [10 "
                + "20] [1.5 2.5])) (quote 'ts))) (table ['sym 'ts 'px] (list ['a 'b] [10 20] [1.5 2.5])) "
                + "(table ['sym 'ts 'bid] (list ['a 'b 'a] [9 19 10] [3 4 5])) {n: (count bid) s: (sum "
                + "bid) a: (avg bid)})"),
        new(
            """trades.window_join1(on=["sym","ts"], join_with=[quotes], """
                + """interval=TableColumnInterval(lower=-1, upper=1, table=trades, column=C("ts")), """
                + """f=C("bid").first(), l=C("bid").last())""",
            Table(Tables.Trades).WindowJoin1(
                Table(Tables.Quotes),
                ["sym", "ts"],
                new Window(-1, 1, "ts"),
                Column("bid").First().As("f"),
                Column("bid").Last().As("l")),
            "(window-join1 ['sym 'ts] (map-left + [-1 1] (at (table ['sym 'ts 'px] (list ['a 'b] [10 "
                + "20] [1.5 2.5])) (quote 'ts))) (table ['sym 'ts 'px] (list ['a 'b] [10 20] [1.5 2.5])) "
                + "(table ['sym 'ts 'bid] (list ['a 'b 'a] [9 19 10] [3 4 5])) {f: (first bid) l: (last "
                + "bid)})"),
        new(
            """E(N("pivot"), N("trades"), Q("sym"), Q("side"), Q("qty"), N("sum"))""",
            Table("trades").Pivot("sym", "side", "qty", PivotAggregate.Sum),
            "(pivot trades 'sym 'side 'qty sum)"),
        new(
            """E(O.CONCAT, N("a"), N("a"))""",
            Table("a").Concat(Table("a")),
            "(concat a a)"),
        new(
            """E(O.UNGROUP, T.select("price").by("sym").ipc)""",
            Table("trades").Select("price").By("sym").Ungroup(),
            "(ungroup (select {price: price by: {sym: sym} from: trades}))"),
        new(
            """E(O.UNGROUP, T.select(t=C("price").top(2)).by("sym").ipc)""",
            Table("trades").Select(Column("price").Top(2).As("t")).By("sym").Ungroup(),
            "(ungroup (select {t: (top price 2) by: {sym: sym} from: trades}))"),
        new(
            """T.select("id").where(C("qty") > 30).ipcsave("saved")""",
            Table("trades").Select("id").Where(Column("qty") > 30).SaveAs("saved"),
            "(set 'saved (select {id: id from: trades where: (> qty 30)}))")
        {
            Answer = "(table [id] (list ['004 '005 '006 '007 '008]))",
        },
        new(
            """A.ipcsave("copied")""",
            Table(Tables.A).SaveAs("copied"),
            "(set 'copied (table ['sym 'px] (list ['a 'b] [1 2])))")
        {
            Answer = "(table [sym px] (list ['a 'b] [1 2]))",
        },
        new(
            """A.inner_join(B, on="sym").ipcsave("joined")""",
            Table(Tables.A).InnerJoin(Table(Tables.B), "sym").SaveAs("joined"),
            "(set 'joined (inner-join ['sym] (table ['sym 'px] (list ['a 'b] [1 2])) (table ['sym "
                + "'bid] (list ['a 'b] [3 4]))))")
        {
            Answer = "(table [sym px bid] (list ['a 'b] [1 2] [3 4]))",
        },
        new(
            """T.select(n=C("qty").sum()).by("sym").ipcsave("sums_by_sym")""",
            Table("trades").Select(Column("qty").Sum().As("n")).By("sym").SaveAs("sums_by_sym"),
            "(set 'sums_by_sym (select {n: (sum qty) by: {sym: sym} from: trades}))")
        {
            Answer = "(select {n: (sum qty) by: {sym: sym} from: trades})",
        },
        new(
            """T.select("id").ipcsave("saved")""",
            Table("trades").Select("id").SaveAs("saved"),
            "(set 'saved (select {id: id from: trades}))")
        {
            Answer = "(table [id] (list ['001 '002 '003 '004 '005 '006 '007 '008]))",
        },
    ];
}
