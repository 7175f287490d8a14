using static Rayforce.Queries.Query;

namespace Rayforce.Queries.Tests.Core3;

/// <summary>Operators and conditions.</summary>
internal static class OperatorCases
{
    public static QueryCase[] All { get; } =
    [
        new(
            """T.select(a=1 + C("qty"), b=100 - C("qty"), c=2 * C("price"), d=1000 / C("qty"))""",
            Table("trades").Select(
                (1 + Column("qty")).As("a"),
                (100 - Column("qty")).As("b"),
                (2 * Column("price")).As("c"),
                (1000 / Column("qty")).As("d")),
            "(select {a: (+ 1 qty) b: (- 100 qty) c: (* 2 price) d: (/ 1000 qty) from: trades})"),
        new(
            """T.select(a=C("qty") // 3, b=1000 // C("qty"), c=C("price") % 7)""",
            Table("trades").Select(
                Column("qty").DivideWhole(3).As("a"),
                Value(1000).DivideWhole(Column("qty")).As("b"),
                (Column("price") % 7).As("c")),
            "(select {a: (div qty 3) b: (div 1000 qty) c: (% price 7) from: trades})"),
        new(
            """T.select(a=E(O.NEGATE, C("price")), b=E(O.NOT, C("active")))""",
            Table("trades").Select((-Column("price")).As("a"), Call("not", Column("active")).As("b")),
            "(select {a: (neg price) b: (not active) from: trades})"),
        new(
            """T.select(a=E(O.ROUND, C("price")), b=E(O.CEIL, C("price")), c=E(O.FLOOR, C("price")))""",
            Table("trades").Select(
                Column("price").Round().As("a"),
                Column("price").Ceiling().As("b"),
                Column("price").Floor().As("c")),
            "(select {a: (round price) b: (ceil price) c: (floor price) from: trades})"),
        new(
            """T.select(a=E(O.IF, C("price") > 100.0, C("qty"), 0))""",
            Table("trades").Select(If(Column("price") > 100.0, Column("qty"), 0).As("a")),
            "(select {a: (if (> price 100.0) qty 0) from: trades})"),
        new(
            """T.select("id").where(C("active").is_(True))""",
            Table("trades").Select("id").Where(Column("active") == true),
            "(select {id: id from: trades where: (== active true)})"),
        new(
            """T.select("id").where((C("price") > 100.0).is_(False))""",
            Table("trades").Select("id").Where(!(Column("price") > 100.0)),
            "(select {id: id from: trades where: (not (> price 100.0))})"),
        new(
            """T.select("id").where((C("price") > 100.0).is_(True))""",
            Table("trades").Select("id").Where(Column("price") > 100.0),
            "(select {id: id from: trades where: (> price 100.0)})"),
        new(
            """T.select("id").where(E(O.NOT, C("active")))""",
            Table("trades").Select("id").Where(Call("not", Column("active"))),
            "(select {id: id from: trades where: (not active)})"),
        new(
            """T.select("id").where(E(O.LIKE, C("name"), "a*"))""",
            Table("trades").Select("id").Where(Column("name").Like("a*")),
            """(select {id: id from: trades where: (like name "a*")})"""),
        new(
            """T.select("id").where(E(O.LIKE, C("sym"), "?A*"))""",
            Table("trades").Select("id").Where(Column("sym").Like("?A*")),
            """(select {id: id from: trades where: (like sym "?A*")})"""),
        new(
            """T.select("id").where(E(O.WITHIN, C("qty"), ints(20,50)))""",
            Table("trades").Select("id").Where(Column("qty").Within(20, 50)),
            "(select {id: id from: trades where: (within qty [20 50])})"),
        new(
            """T.select("id").where(C("price").isin([99.75,54.5]))""",
            Table("trades").Select("id").Where(Column("price").IsIn(99.75, 54.5)),
            "(select {id: id from: trades where: (in price [99.75 54.5])})"),
        new(
            """T.select("id").where(C("qty").isin(ints(10,80)))""",
            Table("trades").Select("id").Where(Column("qty").IsIn(10, 80)),
            "(select {id: id from: trades where: (in qty [10 80])})"),
        new(
            """T.select("id").where(C("d").isin([dt.date(2024,1,2),dt.date(2024,2,29)]))""",
            Table("trades")
                .Select("id")
                .Where(Column("d").IsIn(new[] { new DateOnly(2024, 1, 2), new DateOnly(2024, 2, 29) })),
            "(select {id: id from: trades where: (in d [2024.01.02 2024.02.29])})"),
        new(
            """T.select("id").where(C("qty").isin([10, 2.5]))""",
            Table("trades").Select("id").Where(Column("qty").IsIn(Call("list", 10, 2.5))),
            "(select {id: id from: trades where: (in qty (list 10 2.5))})"),
        new(
            """T.select("id").where((C("sym") == "AAPL") & ((C("side") == "b") | (C("qty") >= 60)))""",
            Table("trades")
                .Select("id")
                .Where((Column("sym") == "AAPL") & ((Column("side") == "b") | (Column("qty") >= 60))),
            """(select {id: id from: trades where: (and (== sym "AAPL") (or (== side "b") (>= qty 60)))})"""),
        new(
            """T.select("id").where(C("sym") == C("venue"))""",
            Table("trades").Select("id").Where(Column("sym") == Column("venue")),
            "(select {id: id from: trades where: (== sym venue)})"),
        new(
            """T.select("id").where(C("price") * 2 > C("qty") + 100)""",
            Table("trades").Select("id").Where(Column("price") * 2 > Column("qty") + 100),
            "(select {id: id from: trades where: (> (* price 2) (+ qty 100))})"),
        new(
            """T.select(x=C("px32") + 1, y=C("px32") * C("qty"))""",
            Table("trades").Select((Column("px32") + 1).As("x"), (Column("px32") * Column("qty")).As("y")),
            "(select {x: (+ px32 1) y: (* px32 qty) from: trades})"),
        new(
            """T.select(a=C("qty") + C("price"), b=C("qty") == 10, c=C("sym") != "AAPL")""",
            Table("trades").Select(
                (Column("qty") + Column("price")).As("a"),
                (Column("qty") == 10).As("b"),
                (Column("sym") != "AAPL").As("c")),
            """(select {a: (+ qty price) b: (== qty 10) c: (!= sym "AAPL") from: trades})"""),
        new(
            """T.where(C("qty") < 30).where(C("side") == "b").where(C("price") > 0.0).select("id")""",
            Table("trades")
                .Where(Column("qty") < 30)
                .Where(Column("side") == "b")
                .Where(Column("price") > 0.0)
                .Select("id"),
            """(select {id: id from: trades where: (and (and (< qty 30) (== side "b")) (> price 0.0))})"""),
    ];
}
