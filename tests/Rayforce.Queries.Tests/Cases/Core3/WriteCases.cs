using static Rayforce.Queries.Query;

namespace Rayforce.Queries.Tests.Core3;

/// <summary>Updates, inserts, upserts and deletes.</summary>
internal static class WriteCases
{
    public static QueryCase[] All { get; } =
    [
        new(
            """T.update(dur=1000000000).where(C("id") == "001")""",
            Table("trades").Update(Set("dur", 1_000_000_000)).Where(Column("id") == "001"),
            """(update {dur: 1000000000 from: 'trades where: (== id "001")})"""),
        new(
            "T.update(px32=2.5)",
            Table("trades").Update(Set("px32", 2.5)),
            "(update {px32: 2.5 from: 'trades})"),
        new(
            """T.update(price=C("qty")).where(C("side") == "b")""",
            Table("trades").Update(Set("price", Column("qty"))).Where(Column("side") == "b"),
            """(update {price: qty from: 'trades where: (== side "b")})"""),
        new(
            """T.update(d=dt.date(2024,6,1), active=False).where((C("sym") == "MSFT") & (C("qty") > 20))""",
            Table("trades")
                .Update(Set("d", new DateOnly(2024, 6, 1)), Set("active", false))
                .Where((Column("sym") == "MSFT") & (Column("qty") > 20)),
            """(update {d: 2024.06.01 active: false from: 'trades where: (and (== sym "MSFT") (> qty 20))})"""),
        new(
            """T.update(fresh=C("price") * C("qty"))""",
            Table("trades").Update(Set("fresh", Column("price") * Column("qty"))),
            "(update {fresh: (* price qty) from: 'trades})"),
        new(
            """T.update(side="x").where(C("sym").isin(["AAPL","GOOG"]))""",
            Table("trades").Update(Set("side", "x")).Where(Column("sym").IsIn("AAPL", "GOOG")),
            """(update {side: (quote "x") from: 'trades where: (in sym ['AAPL 'GOOG])})"""),
        new(
            """T.update(name="bob").where(C("id") == "002")""",
            Table("trades").Update(Set("name", "bob")).Where(Column("id") == "002"),
            """(update {name: (quote "bob") from: 'trades where: (== id "002")})"""),
        new(
            """P.insert(id=["003"], age=[40])""",
            Table("people").Insert(Set("id", new[] { "003" }), Set("age", new[] { 40 })),
            "(insert 'people {id: ['003] age: [40]})"),
        new(
            """P.insert(id="003", age=40)""",
            Table("people").Insert(Set("id", "003"), Set("age", 40)),
            "(insert 'people {id: '003 age: 40})"),
        new(
            """P.insert(["003","005"],[40,41])""",
            Table("people").Insert(new[] { "003", "005" }, new[] { 40, 41 }),
            "(insert 'people (list ['003 '005] [40 41]))"),
        new(
            """P.insert("003", 40)""",
            Table("people").Insert("003", 40),
            "(insert 'people (list '003 40))"),
        new(
            """P.insert(age=[40], id=["003"])""",
            Table("people").Insert(Set("age", new[] { 40 }), Set("id", new[] { "003" })),
            "(insert 'people {age: [40] id: ['003]})"),
        new(
            """P.insert(id=["003"], age=["old"])""",
            Table("people").Insert(Set("id", new[] { "003" }), Set("age", new[] { "old" })),
            "(insert 'people {id: ['003] age: ['old]})"),
        new(
            """P.insert("003")""",
            Table("people").Insert("003"),
            "(insert 'people (list '003))"),
        new(
            """P.upsert(key_columns=1, id="001", age=30)""",
            Table("people").Upsert(1, Set("id", "001"), Set("age", 30)),
            "(upsert 'people 1 {id: ['001] age: [30]})"),
        new(
            """P.upsert(key_columns=1, id=["001","009"], age=[30,31])""",
            Table("people").Upsert(1, Set("id", new[] { "001", "009" }), Set("age", new[] { 30, 31 })),
            "(upsert 'people 1 {id: ['001 '009] age: [30 31]})"),
        new(
            """P.upsert("009", 31, key_columns=1)""",
            Table("people").Upsert(1, "009", 31),
            "(upsert 'people 1 (list ['009] [31]))"),
        new(
            """L.insert(["c"],[dt.date(2024,1,3)],[1.5],[String("n")])""",
            Table("ledger").Insert(
                new[] { "c" },
                new[] { new DateOnly(2024, 1, 3) },
                new[] { 1.5 },
                new RayStringVector("n")),
            """(insert 'ledger (list ['c] [2024.01.03] [1.5] ["n"]))"""),
        new(
            """L.insert("c", dt.date(2024,1,3), 1.5, String("n"))""",
            Table("ledger").Insert("c", new DateOnly(2024, 1, 3), 1.5, new RayString("n")),
            """(insert 'ledger (list 'c 2024.01.03 1.5 "n"))"""),
        new(
            """L.upsert(["a","c"],[dt.date(2024,1,1),dt.date(2024,1,9)],[99.0,1.0],["u","v"], key_columns=2)""",
            Table("ledger").Upsert(
                2,
                new[] { "a", "c" },
                new[] { new DateOnly(2024, 1, 1), new DateOnly(2024, 1, 9) },
                new[] { 99.0, 1.0 },
                new[] { "u", "v" }),
            "(upsert 'ledger 2 (list ['a 'c] [2024.01.01 2024.01.09] [99.0 1.0] ['u 'v]))"),
        new(
            """L.upsert(key_columns=2, acct=["a"], day=[dt.date(2024,1,2)], bal=[-1.0], note=["w"])""",
            Table("ledger").Upsert(
                2,
                Set("acct", new[] { "a" }),
                Set("day", new[] { new DateOnly(2024, 1, 2) }),
                Set("bal", new[] { -1.0 }),
                Set("note", new[] { "w" })),
            "(upsert 'ledger 2 {acct: ['a] day: [2024.01.02] bal: [-1.0] note: ['w]})"),
        new(
            "A.update(px=5)",
            Table(Tables.A).Update(Set("px", 5)),
            "(update {px: 5 from: (table ['sym 'px] (list ['a 'b] [1 2]))})"),
        new(
            """A.insert(sym="c", px=3)""",
            Table(Tables.A).Insert(Set("sym", "c"), Set("px", 3)),
            "(insert (table ['sym 'px] (list ['a 'b] [1 2])) {sym: 'c px: 3})"),
        new(
            """A.upsert(key_columns=1, sym="a", px=9)""",
            Table(Tables.A).Upsert(1, Set("sym", "a"), Set("px", 9)),
            "(upsert (table ['sym 'px] (list ['a 'b] [1 2])) 1 {sym: ['a] px: [9]})"),
        new(
            """A.select("sym").where(C("px") > 1)""",
            Table(Tables.A).Select("sym").Where(Column("px") > 1),
            "(select {sym: sym from: (table ['sym 'px] (list ['a 'b] [1 2])) where: (> px 1)})"),
        new(
            """E(N("delete"), Dict({"from": N("people"), "where": E(O.GREATER_THAN, C("age"), 30).compile()}))""",
            Table(Column("people")).Delete(Column("age") > 30),
            "(delete {from: people where: (> age 30)})"),
    ];
}
