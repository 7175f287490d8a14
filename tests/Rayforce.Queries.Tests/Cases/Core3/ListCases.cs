using static Rayforce.Queries.Query;

namespace Rayforce.Queries.Tests.Core3;

/// <summary>Lists, functions that travel, and texts.</summary>
internal static class ListCases
{
    public static QueryCase[] All { get; } =
    [
        new(
            "List([O.ADD, 1, 2])",
            Value(new RayList(new RayBuiltin(RayType.Binary, "+"), 1, 2)),
            "(+ 1 2)"),
        new(
            """List([N("+"), 1, 2])""",
            Call("+", 1, 2),
            "(+ 1 2)"),
        new(
            "List([O.SUM, ints(1,2,3)])",
            Value(new RayList(new RayBuiltin(RayType.Unary, "sum"), new RayVector<long>(1, 2, 3))),
            "(sum [1 2 3])"),
        new(
            """List([N("list"), True, U8(7), I16(-2), I32(3), 4, 2.5, dt.date(2024,1,2), """
                + """dt.time(1,2,3), dt.datetime(2024,1,2,3,4,5,tzinfo=UTC), GUID(uuid.UUID(int=5)), "sym", """
                + """String("str"), None])""",
            Call(
                "list",
                true,
                (byte)7,
                (short)-2,
                new RayAtom<int>(3),
                4,
                2.5,
                new DateOnly(2024, 1, 2),
                new TimeOnly(1, 2, 3),
                new DateTime(2024, 1, 2, 3, 4, 5, DateTimeKind.Utc),
                Guid.Parse("00000000-0000-0000-0000-000000000005"),
                Symbol("sym"),
                new RayString("str"),
                RayNull.Instance),
            "(list true 0x07 -2h 3i 4 2.5 2024.01.02 01:02:03.000 2024.01.02D03:04:05.000000000 (as "
                + """'GUID "00000000-0000-0000-0000-000000000005") 'sym "str" null)"""),
        new(
            """List([N("list"), F32(1.5)])""",
            Call("list", new RayVector<float>(1.5f)),
            "(list [1.5e])"),
        new(
            """List([N("count"), List([1,2,3])])""",
            Call("count", Value(new object[] { 1, 2, 3 })),
            "(count (1 2 3))"),
        new(
            """List([O.MAP, Fn("(fn [x] (* x x))"), ints(1,2,3)])""",
            Value(
                new RayList(
                    new RayBuiltin(RayType.Variadic, "map"),
                    Lambda(["x"], Column("x") * Column("x")).ToRayObject(),
                    new RayVector<long>(1, 2, 3))),
            "(map (fn [x] (* x x)) [1 2 3])"),
        new(
            """List([Fn("(fn [x y] (+ x y))"), 3, 4])""",
            Call(Lambda(["x", "y"], Column("x") + Column("y")), 3, 4),
            "((fn [x y] (+ x y)) 3 4)"),
        new(
            """List([N("set"), Q("made"), Dict({"k": 1, "v": [1,2]})])""",
            Value(new RayDict(new RaySymbolVector("k", "v"), new RayList(1, new RayList(1, 2)))).SaveAs("made"),
            "(set 'made {k: 1 v: (1 2)})"),
        new(
            """List([N("dict"), syms("a","b"), List([1, 2.5])])""",
            Call("dict", new[] { "a", "b" }, Value(new object[] { 1, 2.5 })),
            "(dict ['a 'b] (1 2.5))"),
        new(
            "List([])",
            Value(new RayList()),
            "()"),
        new(
            "List([1, 2, 3])",
            Value(new object[] { 1, 2, 3 }),
            "(1 2 3)"),
        new(
            """List([Q("nofn"), 1])""",
            Value(new RayList(new RaySymbol("nofn", quoted: true), 1)),
            "('nofn 1)"),
        new(
            """List([N("nofn"), 1])""",
            Call("nofn", 1),
            "(nofn 1)"),
        new(
            """List([N("at"), N("trades"), Q("dur")])""",
            Call("at", Column("trades"), Symbol("dur")),
            "(at trades 'dur)"),
        new(
            """List([N("at"), N("trades"), 0])""",
            Call("at", Column("trades"), 0),
            "(at trades 0)"),
        new(
            """List([N("-"), dt.datetime(2024,1,2,tzinfo=UTC), dt.datetime(2024,1,1,tzinfo=UTC)])""",
            Call(
                "-",
                new DateTime(2024, 1, 2, 0, 0, 0, DateTimeKind.Utc),
                new DateTime(2024, 1, 1, 0, 0, 0, DateTimeKind.Utc)),
            "(- 2024.01.02D00:00:00.000000000 2024.01.01D00:00:00.000000000)"),
        new(
            """E(O.MAP, Fn("(fn [x] (+ x 1))"), ints(1,2))""",
            Call("map", Lambda(["x"], Column("x") + 1), new[] { 1, 2 }),
            "(map (fn [x] (+ x 1)) [1 2])"),
        new(
            """String("(select {from: trades where: (== sym 'MSFT)})")""",
            Source("(select {from: trades where: (== sym 'MSFT)})"),
            "(select {from: trades where: (== sym 'MSFT)})"),
        new(
            """String("")""",
            Source(""),
            ""),
        new(
            "\"(pivot trades 'sym 'side 'qty sum)\"",
            Source("(pivot trades 'sym 'side 'qty sum)"),
            "(pivot trades 'sym 'side 'qty sum)"),
        new(
            "\"(as 'f32 [1.5 0Nf])\"",
            Source("(as 'f32 [1.5 0Nf])"),
            "(as 'f32 [1.5 0Nf])"),
        new(
            "\"[0D00:00:01.0 0Nn]\"",
            Source("[0D00:00:01.0 0Nn]"),
            "[0D00:00:01.0 0Nn]"),
        new(
            "\"((fn [y] (fn [x] (+ x y))) 5)\"",
            Source("((fn [y] (fn [x] (+ x y))) 5)"),
            "((fn [y] (fn [x] (+ x y))) 5)"),
    ];
}
