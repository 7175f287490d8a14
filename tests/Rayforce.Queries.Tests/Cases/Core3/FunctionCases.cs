using static Rayforce.Queries.Query;

namespace Rayforce.Queries.Tests.Core3;

/// <summary>Casts, and functions of times and texts.</summary>
internal static class FunctionCases
{
    public static QueryCase[] All { get; } =
    [
        new(
            """T.select(a=E(O.AS, Q("F64"), C("qty")), b=E(O.AS, Q("I32"), C("qty")), c=E(O.AS, Q("I16"), C("qty")))""",
            Table("trades").Select(
                Call("as", Symbol("F64"), Column("qty")).As("a"),
                Call("as", Symbol("I32"), Column("qty")).As("b"),
                Call("as", Symbol("I16"), Column("qty")).As("c")),
            "(select {a: (as 'F64 qty) b: (as 'I32 qty) c: (as 'I16 qty) from: trades})"),
        new(
            """T.select(a=E(O.AS, Q("F32"), C("price")))""",
            Table("trades").Select(Call("as", Symbol("F32"), Column("price")).As("a")),
            "(select {a: (as 'F32 price) from: trades})"),
        new(
            """T.select(a=E(O.AS, Q("symbol"), C("name")))""",
            Table("trades").Select(Call("as", Symbol("symbol"), Column("name")).As("a")),
            "(select {a: (as 'symbol name) from: trades})"),
        new(
            """T.select(a=E(O.AS, Q("timespan"), C("qty")))""",
            Table("trades").Select(Call("as", Symbol("timespan"), Column("qty")).As("a")),
            "(select {a: (as 'timespan qty) from: trades})"),
        new(
            """T.select(a=E(O.AS, Q("date"), C("ts")), b=E(O.AS, Q("time"), C("ts")))""",
            Table("trades").Select(
                Call("as", Symbol("date"), Column("ts")).As("a"),
                Call("as", Symbol("time"), Column("ts")).As("b")),
            "(select {a: (as 'date ts) b: (as 'time ts) from: trades})"),
        new(
            """T.select(a=E(O.AS, Q("STR"), C("qty")))""",
            Table("trades").Select(Call("as", Symbol("STR"), Column("qty")).As("a")),
            "(select {a: (as 'STR qty) from: trades})"),
        new(
            """T.select(y=E(N("yyyy"), C("ts")), m=E(N("mm"), C("ts")), d=E(N("dd"), C("ts")), """
                + """h=E(N("hh"), C("ts")), n=E(N("minute"), C("ts")), s=E(N("ss"), C("ts")))""",
            Table("trades").Select(
                Call("yyyy", Column("ts")).As("y"),
                Call("mm", Column("ts")).As("m"),
                Call("dd", Column("ts")).As("d"),
                Call("hh", Column("ts")).As("h"),
                Call("minute", Column("ts")).As("n"),
                Call("ss", Column("ts")).As("s")),
            "(select {y: (yyyy ts) m: (mm ts) d: (dd ts) h: (hh ts) n: (minute ts) s: (ss ts) from: trades})"),
        new(
            """T.select(w=E(N("dow"), C("d")), n=E(N("doy"), C("d")))""",
            Table("trades").Select(Call("dow", Column("d")).As("w"), Call("doy", Column("d")).As("n")),
            "(select {w: (dow d) n: (doy d) from: trades})"),
        new(
            """T.select(a=C("ts") - dt.datetime(2024,1,1,tzinfo=UTC))""",
            Table("trades").Select((Column("ts") - new DateTime(2024, 1, 1, 0, 0, 0, DateTimeKind.Utc)).As("a")),
            "(select {a: (- ts 2024.01.01D00:00:00.000000000) from: trades})"),
        new(
            """T.select("id").where((C("ts") - dt.datetime(2024,1,2,tzinfo=UTC)) > 86400000000000)""",
            Table("trades")
                .Select("id")
                .Where(Column("ts") - new DateTime(2024, 1, 2, 0, 0, 0, DateTimeKind.Utc) > 86_400_000_000_000),
            "(select {id: id from: trades where: (> (- ts 2024.01.02D00:00:00.000000000) 86400000000000)})"),
        new(
            """T.select(a=C("d") + 1, b=C("d") - dt.date(2024,1,1))""",
            Table("trades").Select((Column("d") + 1).As("a"), (Column("d") - new DateOnly(2024, 1, 1)).As("b")),
            "(select {a: (+ d 1) b: (- d 2024.01.01) from: trades})"),
        new(
            """T.select(a=C("ts") + C("dur"))""",
            Table("trades").Select((Column("ts") + Column("dur")).As("a")),
            "(select {a: (+ ts dur) from: trades})"),
        new(
            """T.select("id","dur").where(C("dur") > 1000000000)""",
            Table("trades").Select("id", "dur").Where(Column("dur") > 1_000_000_000),
            "(select {id: id dur: dur from: trades where: (> dur 1000000000)})"),
        new(
            """T.select(a=C("ts").shift_tz(dt.timezone(dt.timedelta(hours=2))))""",
            Table("trades").Select((Column("ts") + 7_200_000_000_000).As("a")),
            "(select {a: (+ ts 7200000000000) from: trades})"),
        new(
            """T.select(a=E(O.DATE, C("ts")), b=E(O.TIME, C("ts")))""",
            Table("trades").Select(Call("date", Column("ts")).As("a"), Call("time", Column("ts")).As("b")),
            "(select {a: (date ts) b: (time ts) from: trades})"),
        new(
            """T.select("id").where(C("ts") >= """
                + """dt.datetime(2024,1,4,12,30,15,250000,tzinfo=UTC)).where(C("t") < dt.time(15,0))""",
            Table("trades")
                .Select("id")
                .Where(Column("ts") >= new DateTime(2024, 1, 4, 12, 30, 15, 250, DateTimeKind.Utc))
                .Where(Column("t") < new TimeOnly(15, 0)),
            "(select {id: id from: trades where: (and (>= ts 2024.01.04D12:30:15.250000000) (< t 15:00:00.000))})"),
        new(
            """T.select("id").where(C("d") == dt.date(2024,2,29))""",
            Table("trades").Select("id").Where(Column("d") == new DateOnly(2024, 2, 29)),
            "(select {id: id from: trades where: (== d 2024.02.29)})"),
        new(
            """S.select(u=E(N("upper"), C("s")), l=E(N("lower"), C("s")), n=E(N("strlen"), C("s")))""",
            Table("strs").Select(
                Call("upper", Column("s")).As("u"),
                Call("lower", Column("s")).As("l"),
                Call("strlen", Column("s")).As("n")),
            "(select {u: (upper s) l: (lower s) n: (strlen s) from: strs})"),
        new(
            """S.select(t=E(N("trim"), C("s")))""",
            Table("strs").Select(Call("trim", Column("s")).As("t")),
            "(select {t: (trim s) from: strs})"),
        new(
            """S.select(x=E(N("substr"), C("s"), 1, 3))""",
            Table("strs").Select(Call("substr", Column("s"), 1, 3).As("x")),
            "(select {x: (substr s 1 3) from: strs})"),
        new(
            """S.select(x=E(N("replace"), C("s"), "o", "0"))""",
            Table("strs").Select(Call("replace", Column("s"), "o", "0").As("x")),
            """(select {x: (replace s "o" "0") from: strs})"""),
        new(
            """S.select(x=E(O.CONCAT, C("s"), "!"))""",
            Table("strs").Select(Call("concat", Column("s"), "!").As("x")),
            """(select {x: (concat s "!") from: strs})"""),
        new(
            """S.select("n").where(C("s") == "World")""",
            Table("strs").Select("n").Where(Column("s") == "World"),
            """(select {n: n from: strs where: (== s "World")})"""),
        new(
            """S.select("n").where(E(O.LIKE, C("s"), "*o*"))""",
            Table("strs").Select("n").Where(Column("s").Like("*o*")),
            """(select {n: n from: strs where: (like s "*o*")})"""),
        new(
            """S.select("n").where(C("s") == "café")""",
            Table("strs").Select("n").Where(Column("s") == "café"),
            """(select {n: n from: strs where: (== s "café")})"""),
    ];
}
