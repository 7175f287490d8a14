using static Rayforce.Queries.Query;

namespace Rayforce.Queries.Tests;

/// <summary>Updates, inserts and upserts.</summary>
internal static class ChangeCases
{
    public static QueryCase[] All { get; } =
    [
        new(
            "T.update(age=35)",
            Table("trades").Update(Set("age", 35)),
            "(update {age: 35 from: 'trades})")
        {
            Wire1Source = "(update {age: 35 from: trades})",
        },
        new(
            """T.update(age=35).where(C("id") == "001")""",
            Table("trades").Update(Set("age", 35)).Where(Column("id") == "001"),
            """(update {age: 35 from: 'trades where: (== id "001")})""")
        {
            Wire1Source = "(update {age: 35 from: trades where: (== id '001)})",
        },
        new(
            """T.update(price=C("price") * 2)""",
            Table("trades").Update(Set("price", Column("price") * 2)),
            "(update {price: (* price 2) from: 'trades})")
        {
            Wire1Source = "(update {price: (* price 2) from: trades})",
        },
        new(
            """T.update(price=C("price") * 2, qty=0).where(C("sym") == "AAPL")""",
            Table("trades").Update(Set("price", Column("price") * 2), Set("qty", 0)).Where(Column("sym") == "AAPL"),
            """(update {price: (* price 2) qty: 0 from: 'trades where: (== sym "AAPL")})""")
        {
            Wire1Source = "(update {price: (* price 2) qty: 0 from: trades where: (== sym (quote AAPL))})",
        },
        new(
            """T.update(name="bob")""",
            Table("trades").Update(Set("name", "bob")),
            """(update {name: (quote "bob") from: 'trades})""")
        {
            Wire1Source = "(update {name: (quote bob) from: trades})",
        },
        new(
            """T.insert(id=["003"], age=[40])""",
            Table("trades").Insert(Set("id", new[] { "003" }), Set("age", new[] { 40 })),
            "(insert 'trades {id: ['003] age: [40]})")
        {
            Wire1Source = "(insert trades {id: ['003] age: [40]})",
        },
        new(
            """T.insert(id="003", age=40)""",
            Table("trades").Insert(Set("id", "003"), Set("age", 40)),
            "(insert 'trades {id: '003 age: 40})")
        {
            Wire1Source = "(insert trades {id: '003 age: 40})",
        },
        new(
            """T.insert(id=["003","004"], age=[40,41])""",
            Table("trades").Insert(Set("id", new[] { "003", "004" }), Set("age", new[] { 40, 41 })),
            "(insert 'trades {id: ['003 '004] age: [40 41]})")
        {
            Wire1Source = "(insert trades {id: ['003 '004] age: [40 41]})",
        },
        new(
            """T.insert(["003"],[40])""",
            Table("trades").Insert(new[] { "003" }, new[] { 40 }),
            "(insert 'trades (list ['003] [40]))")
        {
            Wire1Source = "(insert trades (list ['003] [40]))",
        },
        new(
            """T.insert("003", 40)""",
            Table("trades").Insert("003", 40),
            "(insert 'trades (list '003 40))")
        {
            Wire1Source = "(insert trades (list '003 40))",
        },
        new(
            """T.upsert(key_columns=1, id="001", age=30)""",
            Table("trades").Upsert(1, Set("id", "001"), Set("age", 30)),
            "(upsert 'trades 1 {id: ['001] age: [30]})")
        {
            Wire1Source = "(upsert trades 1 {id: ['001] age: [30]})",
        },
        new(
            """T.upsert(key_columns=1, id=["001","002"], age=[30,31])""",
            Table("trades").Upsert(1, Set("id", new[] { "001", "002" }), Set("age", new[] { 30, 31 })),
            "(upsert 'trades 1 {id: ['001 '002] age: [30 31]})")
        {
            Wire1Source = "(upsert trades 1 {id: ['001 '002] age: [30 31]})",
        },
        new(
            """T.upsert("001", 30, key_columns=1)""",
            Table("trades").Upsert(1, "001", 30),
            "(upsert 'trades 1 (list ['001] [30]))")
        {
            Wire1Source = "(upsert trades 1 (list ['001] [30]))",
        },
    ];
}
