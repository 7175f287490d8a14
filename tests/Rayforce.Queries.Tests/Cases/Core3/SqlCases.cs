using static Rayforce.Queries.Query;

namespace Rayforce.Queries.Tests.Core3;

/// <summary>
/// What the Python binding makes of SQL, said with the methods of queries. It loses ORDER BY and LIMIT.
/// </summary>
internal static class SqlCases
{
    public static QueryCase[] All { get; } =
    [
        new(
            """SQLQuery(T, "SELECT * FROM self")""",
            Table("trades").Select("*"),
            "(select {from: trades})"),
        new(
            """SQLQuery(T, "SELECT id, price FROM self WHERE price > 100 AND side = 'b'")""",
            Table("trades").Select("id", "price").Where((Column("price") > 100) & (Column("side") == "b")),
            """(select {id: id price: price from: trades where: (and (> price 100) (== side "b"))})"""),
        new(
            """SQLQuery(T, "SELECT id FROM self WHERE 100 < price")""",
            Table("trades").Select("id").Where(Column("price") > 100),
            "(select {id: id from: trades where: (> price 100)})"),
        new(
            """SQLQuery(T, "SELECT DISTINCT sym FROM self")""",
            Table("trades").Select(Column("sym").Distinct().As("sym")),
            "(select {sym: (distinct sym) from: trades})"),
        new(
            """SQLQuery(T, "SELECT DISTINCT sym AS s FROM self ORDER BY s DESC")""",
            Table("trades").Select(Column("sym").Distinct().As("s")).OrderByDescending("s"),
            "(xdesc (select {s: (distinct sym) from: trades}) ['s])")
        {
            Answer = "(table [s] (list ['MSFT 'GOOG 'AAPL]))",
        },
        new(
            """SQLQuery(T, "SELECT sym, AVG(price) AS mean, COUNT(id) FROM self GROUP BY sym")""",
            Table("trades")
                .Select("sym", Column("price").Average().As("mean"), Column("id").Count().As("count_id"))
                .By("sym"),
            "(select {sym: sym mean: (avg price) count_id: (count id) by: {sym: sym} from: trades})"),
        new(
            """SQLQuery(T, "SELECT sym, SUM(price * qty) AS notional FROM self WHERE NOT (side = 's') """
                + """GROUP BY sym ORDER BY sym")""",
            Table("trades")
                .Select("sym", (Column("price") * Column("qty")).Sum().As("notional"))
                .By("sym")
                .Where(!(Column("side") == "s"))
                .OrderBy("sym"),
            "(xasc (select {sym: sym notional: (sum (* price qty)) by: {sym: sym} from: trades "
                + """where: (not (== side "s"))}) ['sym])"""),
        new(
            """SQLQuery(T, "SELECT id FROM self WHERE sym IN ('AAPL', 'GOOG') OR qty IN (20, 50)")""",
            Table("trades").Select("id").Where(Column("sym").IsIn("AAPL", "GOOG") | Column("qty").IsIn(20, 50)),
            "(select {id: id from: trades where: (or (in sym ['AAPL 'GOOG]) (in qty [20 50]))})"),
        new(
            """SQLQuery(T, "SELECT id, price * 2 + 1 AS p2 FROM self")""",
            Table("trades").Select("id", (Column("price") * 2 + 1).As("p2")),
            "(select {id: id p2: (+ (* price 2) 1) from: trades})"),
        new(
            """SQLQuery(T, "SELECT id FROM self WHERE qty > -5 ORDER BY id LIMIT 2")""",
            Table("trades").Select("id").Where(Column("qty") > -5).OrderBy("id").Take(2),
            "(take (xasc (select {id: id from: trades where: (> qty -5)}) ['id]) [0 2])")
        {
            Answer = "(table [id] (list ['001 '002]))",
        },
        new(
            """SQLQuery(T, "SELECT id, 100 - qty AS rest FROM self")""",
            Table("trades").Select("id", (100 - Column("qty")).As("rest")),
            "(select {id: id rest: (- 100 qty) from: trades})"),
        new(
            """SQLQuery(P, "UPDATE self SET age = age + 1 WHERE id = '001'")""",
            Table("people").Update(Set("age", Column("age") + 1)).Where(Column("id") == "001"),
            """(update {age: (+ age 1) from: 'people where: (== id "001")})"""),
        new(
            """SQLQuery(P, "INSERT INTO self (id, age) VALUES ('003', 40), ('005', 41)")""",
            Table("people").Insert(Set("id", new[] { "003", "005" }), Set("age", new[] { 40, 41 })),
            "(insert 'people {id: ['003 '005] age: [40 41]})"),
        new(
            """SQLQuery(P, "INSERT INTO self VALUES ('003', 40)")""",
            Table("people").Insert("003", 40),
            "(insert 'people (list '003 40))"),
        new(
            """SQLQuery(P, "INSERT INTO self (id, age) VALUES ('001', 50) ON CONFLICT (id) DO UPDATE")""",
            Table("people").Upsert(1, Set("id", "001"), Set("age", 50)),
            "(upsert 'people 1 {id: ['001] age: [50]})"),
    ];
}
