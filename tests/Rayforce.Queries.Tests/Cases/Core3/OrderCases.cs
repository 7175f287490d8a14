using static Rayforce.Queries.Query;

namespace Rayforce.Queries.Tests.Core3;

/// <summary>
/// Orders and limits. Python loses its <c>order_by</c> on the way to a server, or sends it as a column.
/// </summary>
internal static class OrderCases
{
    public static QueryCase[] All { get; } =
    [
        new(
            """T.select("id","price").order_by("price")""",
            Table("trades").Select("id", "price").OrderBy("price"),
            "(xasc (select {id: id price: price from: trades}) ['price])")
        {
            Answer = "(at (select {id: id price: price from: trades}) [4 1 2 7 0 5 6 3])",
        },
        new(
            """T.select("id","price").order_by("price", desc=True)""",
            Table("trades").Select("id", "price").OrderByDescending("price"),
            "(xdesc (select {id: id price: price from: trades}) ['price])")
        {
            Answer = "(at (select {id: id price: price from: trades}) [3 6 5 0 7 2 1 4])",
        },
        new(
            """T.order_by("sym","qty", desc=True)""",
            Table("trades").OrderByDescending("sym", "qty"),
            "(xdesc trades ['sym 'qty])")
        {
            Answer = "(at trades [4 1 6 3 7 5 2 0])",
        },
        new(
            """E(O.XASC, T.select("id","price").ipc, syms("price"))""",
            Call("xasc", Table("trades").Select("id", "price"), new[] { "price" }),
            "(xasc (select {id: id price: price from: trades}) ['price])"),
        new(
            """E(O.XDESC, T.select("sym","price").ipc, syms("sym","price"))""",
            Table("trades").Select("sym", "price").OrderByDescending("sym", "price"),
            "(xdesc (select {sym: sym price: price from: trades}) ['sym 'price])"),
        new(
            """E(O.TAKE, T.select("id").ipc, 3)""",
            Call("take", Table("trades").Select("id"), 3),
            "(take (select {id: id from: trades}) 3)"),
        new(
            """E(O.TAKE, T.select("id").ipc, -2)""",
            Call("take", Table("trades").Select("id"), -2),
            "(take (select {id: id from: trades}) -2)"),
        new(
            """E(O.TAKE, T.select("id").ipc, ints(2,3))""",
            Table("trades").Select("id").Take(3, offset: 2),
            "(take (select {id: id from: trades}) [2 3])"),
        new(
            """T.select("id","price", asc=C("price"))""",
            Table("trades").Select("id", "price").OrderBy("price"),
            "(xasc (select {id: id price: price from: trades}) ['price])"),
        new(
            """T.select("id","price", desc=C("price"), take=3)""",
            Table("trades").Select("id", "price").OrderByDescending("price").Take(3),
            "(take (xdesc (select {id: id price: price from: trades}) ['price]) [0 3])"),
        new(
            """T.select("id", take=2)""",
            Table("trades").Select("id").Take(2),
            "(take (select {id: id from: trades}) [0 2])"),
        new(
            """T.select("id", take=ints(1,2))""",
            Table("trades").Select("id").Take(2, offset: 1),
            "(take (select {id: id from: trades}) [1 2])"),
        new(
            """T.select(n=C("qty").sum(), desc=C("n"), take=1).by("sym")""",
            Table("trades").Select(Column("qty").Sum().As("n")).By("sym").OrderByDescending("n").Take(1),
            "(take (xdesc (select {n: (sum qty) by: {sym: sym} from: trades}) ['n]) [0 1])"),
        new(
            """E(O.COUNT, T.select("id").where(C("qty") > 30).ipc)""",
            Call("count", Table("trades").Select("id").Where(Column("qty") > 30)),
            "(count (select {id: id from: trades where: (> qty 30)}))"),
        new(
            """E(O.DISTINCT, T.select("sym","side").ipc)""",
            Call("distinct", Table("trades").Select("sym", "side")),
            "(distinct (select {sym: sym side: side from: trades}))"),
        new(
            """T.select(u=C("sym").distinct()).order_by("u")""",
            Table("trades").Select(Column("sym").Distinct().As("u")).OrderBy("u"),
            "(xasc (select {u: (distinct sym) from: trades}) ['u])")
        {
            Answer = "(table [u] (list ['AAPL 'GOOG 'MSFT]))",
        },
        new(
            """E(O.REVERSE, E(O.AT, N("trades"), Q("qty")))""",
            Call("reverse", Call("at", Column("trades"), Symbol("qty"))),
            "(reverse (at trades 'qty))"),
    ];
}
