using static Rayforce.Queries.Query;

namespace Rayforce.Queries.Tests.Core3;

/// <summary>Groups.</summary>
internal static class GroupCases
{
    public static QueryCase[] All { get; } =
    [
        new(
            """T.select(n=C("id").count()).by(hour=E(N("hh"), C("ts")))""",
            Table("trades").Select(Column("id").Count().As("n")).By(Call("hh", Column("ts")).As("hour")),
            "(select {n: (count id) by: {hour: (hh ts)} from: trades})"),
        new(
            """T.select(n=C("id").count()).by(bucket=E(O.XBAR, C("qty"), 25))""",
            Table("trades").Select(Column("id").Count().As("n")).By(Column("qty").Bucket(25).As("bucket")),
            "(select {n: (count id) by: {bucket: (xbar qty 25)} from: trades})"),
        new(
            """T.select(n=C("id").count()).by("sym", big=C("price") > 100.0)""",
            Table("trades").Select(Column("id").Count().As("n")).By("sym", (Column("price") > 100.0).As("big")),
            "(select {n: (count id) by: {sym: sym big: (> price 100.0)} from: trades})"),
        new(
            """T.select("price").by("sym")""",
            Table("trades").Select("price").By("sym"),
            "(select {price: price by: {sym: sym} from: trades})"),
        new(
            """T.select("price","qty").by("sym").where(C("active") == True)""",
            Table("trades").Select("price", "qty").By("sym").Where(Column("active") == true),
            "(select {price: price qty: qty by: {sym: sym} from: trades where: (== active true)})"),
        new(
            """T.by("sym","side").select(hi=C("price").max())""",
            Table("trades").By("sym", "side").Select(Column("price").Max().As("hi")),
            "(select {hi: (max price) by: {sym: sym side: side} from: trades})"),
        new(
            """T.select(n=C("id").count()).by(s=C("sym"))""",
            Table("trades").Select(Column("id").Count().As("n")).By(Column("sym").As("s")),
            "(select {n: (count id) by: {s: sym} from: trades})"),
        new(
            """T.select(n=C("id").count()).by("d")""",
            Table("trades").Select(Column("id").Count().As("n")).By("d"),
            "(select {n: (count id) by: {d: d} from: trades})"),
        new(
            """T.select(n=C("qty").sum()).by(day=E(O.XBAR, C("ts"), 86400000000000))""",
            Table("trades").Select(Column("qty").Sum().As("n")).By(Column("ts").Bucket(86_400_000_000_000).As("day")),
            "(select {n: (sum qty) by: {day: (xbar ts 86400000000000)} from: trades})"),
        new(
            """T.select(n=C("qty").sum()).by("name")""",
            Table("trades").Select(Column("qty").Sum().As("n")).By("name"),
            "(select {n: (sum qty) by: {name: name} from: trades})"),
        new(
            """T.select(n=C("qty").sum()).by("active")""",
            Table("trades").Select(Column("qty").Sum().As("n")).By("active"),
            "(select {n: (sum qty) by: {active: active} from: trades})"),
    ];
}
