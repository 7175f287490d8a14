using static Rayforce.Queries.Query;

namespace Rayforce.Queries.Tests.Core3;

/// <summary>Nulls, and literals of every type.</summary>
internal static class OperandCases
{
    public static QueryCase[] All { get; } =
    [
        new(
            """H.select("*")""",
            Table("holes").Select("*"),
            "(select {from: holes})"),
        new(
            """H.select(a=E(O.NIL_Q, C("i")), b=E(O.NIL_Q, C("ts")))""",
            Table("holes").Select(Column("i").IsNull().As("a"), Column("ts").IsNull().As("b")),
            "(select {a: (nil? i) b: (nil? ts) from: holes})"),
        new(
            """H.select("k").where(E(O.NIL_Q, C("f")))""",
            Table("holes").Select("k").Where(Column("f") == null),
            "(select {k: k from: holes where: (nil? f)})"),
        new(
            """H.select(s=C("i").sum(), m=C("f").avg(), n=C("i").count(), hi=C("f").max())""",
            Table("holes").Select(
                Column("i").Sum().As("s"),
                Column("f").Average().As("m"),
                Column("i").Count().As("n"),
                Column("f").Max().As("hi")),
            "(select {s: (sum i) m: (avg f) n: (count i) hi: (max f) from: holes})"),
        new(
            """H.select(s=C("i").sum(), n=C("f").count()).by("k")""",
            Table("holes").Select(Column("i").Sum().As("s"), Column("f").Count().As("n")).By("k"),
            "(select {s: (sum i) n: (count f) by: {k: k} from: holes})"),
        new(
            """H.select(a=C("i") + 1, b=C("f") * 2, c=C("x") + C("x"))""",
            Table("holes").Select(
                (Column("i") + 1).As("a"),
                (Column("f") * 2).As("b"),
                (Column("x") + Column("x")).As("c")),
            "(select {a: (+ i 1) b: (* f 2) c: (+ x x) from: holes})"),
        new(
            """H.update(i=0).where(E(O.NIL_Q, C("i")))""",
            Table("holes").Update(Set("i", 0)).Where(Column("i") == null),
            "(update {i: 0 from: 'holes where: (nil? i)})"),
        new(
            """H.insert(["z"],[9],[9.5],["s"],[dt.date(2024,5,5)],[dt.datetime(2024,5,5,tzinfo=UTC)],[1])""",
            Table("holes").Insert(
                new[] { "z" },
                new[] { 9 },
                new[] { 9.5 },
                new[] { "s" },
                new[] { new DateOnly(2024, 5, 5) },
                new[] { new DateTime(2024, 5, 5, 0, 0, 0, DateTimeKind.Utc) },
                new[] { 1 }),
            "(insert 'holes (list ['z] [9] [9.5] ['s] [2024.05.05] [2024.05.05D00:00:00.000000000] [1]))"),
        new(
            """T.select("id").where(C("qty") == I32(10))""",
            Table("trades").Select("id").Where(Column("qty") == new RayAtom<int>(10)),
            "(select {id: id from: trades where: (== qty 10i)})"),
        new(
            """T.select("id").where(C("qty") == I16(20))""",
            Table("trades").Select("id").Where(Column("qty") == (short)20),
            "(select {id: id from: trades where: (== qty 20h)})"),
        new(
            """T.select("id").where(C("qty") == U8(30))""",
            Table("trades").Select("id").Where(Column("qty") == (byte)30),
            "(select {id: id from: trades where: (== qty 0x1e)})"),
        new(
            """T.select("id").where(C("px32") == F32(1.5))""",
            Table("trades").Select("id").Where(Column("px32") == new RayVector<float>(1.5f)),
            "(select {id: id from: trades where: (== px32 [1.5e])})"),
        new(
            """T.select("id").where(C("px32") > 3.0)""",
            Table("trades").Select("id").Where(Column("px32") > 3.0),
            "(select {id: id from: trades where: (> px32 3.0)})"),
        new(
            """T.select("id").where(C("sym") == Symbol("AAPL"))""",
            Table("trades").Select("id").Where(Column("sym") == Symbol("AAPL")),
            "(select {id: id from: trades where: (== sym 'AAPL)})"),
        new(
            """T.select("id").where(C("sym") == Q("AAPL"))""",
            Table("trades").Select("id").Where(Column("sym") == new RaySymbol("AAPL", quoted: true)),
            "(select {id: id from: trades where: (== sym 'AAPL)})"),
        new(
            """T.select("id").where(C("name") == String("alice"))""",
            Table("trades").Select("id").Where(Column("name") == new RayString("alice")),
            """(select {id: id from: trades where: (== name "alice")})"""),
        new(
            """T.select("id").where(C("qty") > -1)""",
            Table("trades").Select("id").Where(Column("qty") > -1),
            "(select {id: id from: trades where: (> qty -1)})"),
        new(
            """T.select("id").where(C("price") < 1e300)""",
            Table("trades").Select("id").Where(Column("price") < 1e300),
            "(select {id: id from: trades where: (< price 1.0e300)})"),
        new(
            """H.select("k").where(C("i") == None)""",
            Table("holes").Select("k").Where(Column("i") == RayNull.Instance),
            Source: null),
        new(
            """T.select("id", k=1, s="lit", d=dt.date(2024,1,1))""",
            Table("trades").Select(
                "id",
                Value(1).As("k"),
                Symbol("lit").As("s"),
                Value(new DateOnly(2024, 1, 1)).As("d")),
            "(select {id: id k: 1 s: 'lit d: 2024.01.01 from: trades})"),
        new(
            """T.select("id").where(C("qty") == ints(10,20,30,40,50,60,70,80))""",
            Table("trades").Select("id").Where(Column("qty") == new[] { 10, 20, 30, 40, 50, 60, 70, 80 }),
            "(select {id: id from: trades where: (== qty [10 20 30 40 50 60 70 80])})"),
        new(
            """T.select("id").where(C("t") == dt.time(10,11,12))""",
            Table("trades").Select("id").Where(Column("t") == new TimeOnly(10, 11, 12)),
            "(select {id: id from: trades where: (== t 10:11:12.000)})"),
        new(
            """T.select("id").where(C("t") > dt.time(10,11,12,500000))""",
            Table("trades").Select("id").Where(Column("t") > new TimeOnly(10, 11, 12, 500)),
            "(select {id: id from: trades where: (> t 10:11:12.500)})"),
        new(
            """T.select("id").where(C("ts") < dt.datetime(2024,1,3))""",
            Table("trades").Select("id").Where(Column("ts") < new DateTime(2024, 1, 3, 0, 0, 0, DateTimeKind.Utc)),
            "(select {id: id from: trades where: (< ts 2024.01.03D00:00:00.000000000)})"),
        new(
            """T.select("id").where(C("missing") > 1)""",
            Table("trades").Select("id").Where(Column("missing") > 1),
            "(select {id: id from: trades where: (> missing 1)})"),
        new(
            """Table("nowhere").select("id")""",
            Table("nowhere").Select("id"),
            "(select {id: id from: nowhere})"),
        new(
            """T.select("nosuch")""",
            Table("trades").Select("nosuch"),
            "(select {nosuch: nosuch from: trades})"),
        new(
            """T.select(x=E(N("nofn"), C("qty")))""",
            Table("trades").Select(Call("nofn", Column("qty")).As("x")),
            "(select {x: (nofn qty) from: trades})"),
        new(
            """T.select(x=Fn("(fn [x] (* x 2))").apply(C("qty")))""",
            Table("trades").Select(Call(Lambda(["x"], Column("x") * 2), Column("qty")).As("x")),
            "(select {x: ((fn [x] (* x 2)) qty) from: trades})")
        {
            Answer = "(table [x] (list [20 40 60 80 100 120 140 160]))",
        },
    ];
}
