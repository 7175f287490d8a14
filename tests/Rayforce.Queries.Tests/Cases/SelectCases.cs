using static Rayforce.Queries.Query;

namespace Rayforce.Queries.Tests;

/// <summary>Selects.</summary>
internal static class SelectCases
{
    public static QueryCase[] All { get; } =
    [
        new(
            """T.select("id","name")""",
            Table("trades").Select("id", "name"),
            "(select {id: id name: name from: trades})"),
        new(
            """T.select("*")""",
            Table("trades").Select("*"),
            "(select {from: trades})"),
        new(
            """T.select("id")""",
            Table("trades").Select("id"),
            "(select {id: id from: trades})"),
        new(
            """T.select("id","name").where(C("age") > 30)""",
            Table("trades").Select("id", "name").Where(Column("age") > 30),
            "(select {id: id name: name from: trades where: (> age 30)})"),
        new(
            """T.select("id").where(C("age") >= 30)""",
            Table("trades").Select("id").Where(Column("age") >= 30),
            "(select {id: id from: trades where: (>= age 30)})"),
        new(
            """T.select("id").where(C("age") < 30)""",
            Table("trades").Select("id").Where(Column("age") < 30),
            "(select {id: id from: trades where: (< age 30)})"),
        new(
            """T.select("id").where(C("age") <= 30)""",
            Table("trades").Select("id").Where(Column("age") <= 30),
            "(select {id: id from: trades where: (<= age 30)})"),
        new(
            """T.select("id").where(C("age") == 30)""",
            Table("trades").Select("id").Where(Column("age") == 30),
            "(select {id: id from: trades where: (== age 30)})"),
        new(
            """T.select("id").where(C("age") != 30)""",
            Table("trades").Select("id").Where(Column("age") != 30),
            "(select {id: id from: trades where: (!= age 30)})"),
        new(
            """T.select("id").where(C("price") > 1.5)""",
            Table("trades").Select("id").Where(Column("price") > 1.5),
            "(select {id: id from: trades where: (> price 1.5)})"),
        new(
            """T.select("id").where(C("name") == "alice")""",
            Table("trades").Select("id").Where(Column("name") == "alice"),
            """(select {id: id from: trades where: (== name "alice")})""")
        {
            Wire1Source = "(select {id: id from: trades where: (== name (quote alice))})",
        },
        new(
            """T.select("id").where(C("active") == True)""",
            Table("trades").Select("id").Where(Column("active") == true),
            "(select {id: id from: trades where: (== active true)})"),
        new(
            """T.select("id").where((C("age") > 30) & (C("age") < 60))""",
            Table("trades").Select("id").Where((Column("age") > 30) & (Column("age") < 60)),
            "(select {id: id from: trades where: (and (> age 30) (< age 60))})"),
        new(
            """T.select("id").where((C("age") > 30) | (C("age") < 10))""",
            Table("trades").Select("id").Where((Column("age") > 30) | (Column("age") < 10)),
            "(select {id: id from: trades where: (or (> age 30) (< age 10))})"),
        new(
            """T.select("id").where(C("age") > 30).where(C("price") < 10.0)""",
            Table("trades").Select("id").Where(Column("age") > 30).Where(Column("price") < 10.0),
            "(select {id: id from: trades where: (and (> age 30) (< price 10.0))})"),
        new(
            """T.select("id").where(C("sym").isin(["AAPL","MSFT"]))""",
            Table("trades").Select("id").Where(Column("sym").IsIn("AAPL", "MSFT")),
            "(select {id: id from: trades where: (in sym ['AAPL 'MSFT])})"),
        new(
            """T.select("id").where(C("qty").isin([1,2,3]))""",
            Table("trades").Select("id").Where(Column("qty").IsIn(1, 2, 3)),
            "(select {id: id from: trades where: (in qty [1 2 3])})"),
        new(
            """T.select("id", total=C("price") * C("qty"))""",
            Table("trades").Select("id", (Column("price") * Column("qty")).As("total")),
            "(select {id: id total: (* price qty) from: trades})"),
        new(
            """T.select(total=C("price").sum())""",
            Table("trades").Select(Column("price").Sum().As("total")),
            "(select {total: (sum price) from: trades})"),
        new(
            """T.select(n=C("price").count(), lo=C("price").min(), hi=C("price").max(), mean=C("price").avg())""",
            Table("trades").Select(Column("price").Count().As("n"),
                Column("price").Min().As("lo"),
                Column("price").Max().As("hi"),
                Column("price").Average().As("mean")),
            "(select {n: (count price) lo: (min price) hi: (max price) mean: (avg price) from: trades})"),
        new(
            """T.select(first=C("price").first(), last=C("price").last(), med=C("price").median())""",
            Table("trades").Select(Column("price").First().As("first"),
                Column("price").Last().As("last"),
                Column("price").Median().As("med")),
            "(select {first: (first price) last: (last price) med: (med price) from: trades})"),
        new(
            """T.select(avg_price=C("price").avg()).by("sym")""",
            Table("trades").Select(Column("price").Average().As("avg_price")).By("sym"),
            "(select {avg_price: (avg price) by: {sym: sym} from: trades})"),
        new(
            """T.select(avg_price=C("price").avg()).by("sym","venue")""",
            Table("trades").Select(Column("price").Average().As("avg_price")).By("sym", "venue"),
            "(select {avg_price: (avg price) by: {sym: sym venue: venue} from: trades})"),
        new(
            """T.select(avg_price=C("price").avg()).by(bucket=C("qty") % 10)""",
            Table("trades").Select(Column("price").Average().As("avg_price")).By((Column("qty") % 10).As("bucket")),
            "(select {avg_price: (avg price) by: {bucket: (% qty 10)} from: trades})"),
        new(
            """T.select("sym", vwap=(C("price") * C("qty")).sum() / C("qty").sum()).by("sym")""",
            Table("trades")
                .Select("sym", ((Column("price") * Column("qty")).Sum() / Column("qty").Sum()).As("vwap"))
                .By("sym"),
            "(select {sym: sym vwap: (/ (sum (* price qty)) (sum qty)) by: {sym: sym} from: trades})"),
        new(
            """T.select(x=C("price") + 1, y=C("price") - 1, z=C("price") / 2, m=C("qty") % 3)""",
            Table("trades").Select((Column("price") + 1).As("x"),
                (Column("price") - 1).As("y"),
                (Column("price") / 2).As("z"),
                (Column("qty") % 3).As("m")),
            "(select {x: (+ price 1) y: (- price 1) z: (/ price 2) m: (% qty 3) from: trades})"),
        new(
            """T.select(u=C("sym").distinct())""",
            Table("trades").Select(Column("sym").Distinct().As("u")),
            "(select {u: (distinct sym) from: trades})"),
        new(
            """T.select("id", flag=C("price") > 100)""",
            Table("trades").Select("id", (Column("price") > 100).As("flag")),
            "(select {id: id flag: (> price 100) from: trades})"),
        new(
            """T.select(total=C("qty").sum().where(C("price") > 5)) if False else """
                + """T.select(total=C("qty").where(C("price") > 5).sum())""",
            Table("trades").Select(Column("qty").Where(Column("price") > 5).Sum().As("total")),
            "(select {total: (sum (if (> price 5) qty 0)) from: trades})")
        {
            Wire1Source = "(select {total: (sum (map at qty (where (> price 5)))) from: trades})",
        },
        new(
            """T.where(C("age") > 30)""",
            Table("trades").Where(Column("age") > 30),
            "(select {from: trades where: (> age 30)})"),
        new(
            """T.by("sym")""",
            Table("trades").By("sym"),
            "(select {by: {sym: sym} from: trades})"),
        new(
            """T.select("id").ipcsave("saved")""",
            Call("set", "saved", Table("trades").Select("id")),
            """(set "saved" (select {id: id from: trades}))""")
        {
            Wire1Source = "(set (quote saved) (select {id: id from: trades}))",
        },
        new(
            """T.select(dev=C("price").dev() if hasattr(C("price"),"dev") else C("price").count())""",
            Table("trades").Select(Column("price").Count().As("dev")),
            "(select {dev: (count price) from: trades})"),
        new(
            """T.select("id").where(C("d") == dt.date(2024,1,2))""",
            Table("trades").Select("id").Where(Column("d") == new DateOnly(2024, 1, 2)),
            "(select {id: id from: trades where: (== d 2024.01.02)})"),
        new(
            """T.select("id").where(C("ts") > dt.datetime(2024,1,2,10,11,12,tzinfo=dt.timezone.utc))""",
            Table("trades").Select("id").Where(Column("ts") > new DateTime(2024, 1, 2, 10, 11, 12, DateTimeKind.Utc)),
            "(select {id: id from: trades where: (> ts 2024.01.02D10:11:12.000000000)})"),
        new(
            """T.select("id").where(C("t") > dt.time(10,11,12))""",
            Table("trades").Select("id").Where(Column("t") > new TimeOnly(10, 11, 12)),
            "(select {id: id from: trades where: (> t 10:11:12.000)})"),
        new(
            """T.select("id").where(~(C("active"))) if hasattr(C("a"),"__invert__") else T.select("id")""",
            Table("trades").Select("id"),
            "(select {id: id from: trades})"),
        new(
            """T.select("id").where(C("name").like("a*")) if hasattr(C("a"),"like") else T.select("id")""",
            Table("trades").Select("id"),
            "(select {id: id from: trades})"),
        new(
            """T.select(c=-C("price")) if hasattr(C("a"),"__neg__") else T.select("id")""",
            Table("trades").Select("id"),
            "(select {id: id from: trades})"),
        new(
            """T.select(c=C("price").round(), d=C("price").ceil(), e=C("price").floor()) """
                + """if hasattr(C("a"),"ceil") else T.select("id")""",
            Table("trades").Select("id"),
            "(select {id: id from: trades})"),
    ];
}
