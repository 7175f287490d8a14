using static Rayforce.Queries.Query;

namespace Rayforce.Queries.Tests.Core3;

/// <summary>Aggregates, in groups and without.</summary>
internal static class AggregateCases
{
    public static QueryCase[] All { get; } =
    [
        new(
            """T.select(s=C("price").std(), d=C("price").deviation())""",
            Table("trades").Select(Column("price").SampleDeviation().As("s"), Column("price").Deviation().As("d")),
            "(select {s: (stddev price) d: (dev price) from: trades})"),
        new(
            """T.select(r=C("price").pearson_corr(C("qty")))""",
            Table("trades").Select(Column("price").Correlation(Column("qty")).As("r")),
            "(select {r: (pearson_corr price qty) from: trades})"),
        new(
            """T.select(m=C("price").mean(), n=C("price").count(), f=C("id").first(), l=C("id").last())""",
            Table("trades").Select(
                Column("price").Average().As("m"),
                Column("price").Count().As("n"),
                Column("id").First().As("f"),
                Column("id").Last().As("l")),
            "(select {m: (avg price) n: (count price) f: (first id) l: (last id) from: trades})"),
        new(
            """T.select(t=C("price").top(2)).by("sym")""",
            Table("trades").Select(Column("price").Top(2).As("t")).By("sym"),
            "(select {t: (top price 2) by: {sym: sym} from: trades})"),
        new(
            """T.select(t=C("qty").bot(1)).by("sym","side")""",
            Table("trades").Select(Column("qty").Bottom(1).As("t")).By("sym", "side"),
            "(select {t: (bot qty 1) by: {sym: sym side: side} from: trades})"),
        new(
            """T.select(n=C("sym").distinct().count())""",
            Table("trades").Select(Column("sym").Distinct().Count().As("n")),
            "(select {n: (count (distinct sym)) from: trades})"),
        new(
            """T.select(tot=(C("price") * C("qty")).sum(), q=C("qty").sum()).by("venue")""",
            Table("trades")
                .Select((Column("price") * Column("qty")).Sum().As("tot"), Column("qty").Sum().As("q"))
                .By("venue"),
            "(select {tot: (sum (* price qty)) q: (sum qty) by: {venue: venue} from: trades})"),
        new(
            """T.select(f=C("price").first(), l=C("price").last(), hi=C("price").max(), """
                + """lo=C("price").min()).by("sym")""",
            Table("trades")
                .Select(
                    Column("price").First().As("f"),
                    Column("price").Last().As("l"),
                    Column("price").Max().As("hi"),
                    Column("price").Min().As("lo"))
                .By("sym"),
            "(select {f: (first price) l: (last price) hi: (max price) lo: (min price) by: {sym: sym} from: trades})"),
        new(
            """T.select(m=C("price").median(), s=C("price").std()).by("sym")""",
            Table("trades")
                .Select(Column("price").Median().As("m"), Column("price").SampleDeviation().As("s"))
                .By("sym"),
            "(select {m: (med price) s: (stddev price) by: {sym: sym} from: trades})"),
        new(
            """T.select(r=C("price").pearson_corr(C("qty"))).by("side")""",
            Table("trades").Select(Column("price").Correlation(Column("qty")).As("r")).By("side"),
            "(select {r: (pearson_corr price qty) by: {side: side} from: trades})"),
        new(
            """T.select(w=E(N("wavg"), C("qty"), C("price"))).by("sym")""",
            Table("trades").Select(Call("wavg", Column("qty"), Column("price")).As("w")).By("sym"),
            "(select {w: (wavg qty price) by: {sym: sym} from: trades})"),
        new(
            """T.select(s=C("px32").sum(), a=C("px32").avg(), m=C("px32").max())""",
            Table("trades").Select(
                Column("px32").Sum().As("s"),
                Column("px32").Average().As("a"),
                Column("px32").Max().As("m")),
            "(select {s: (sum px32) a: (avg px32) m: (max px32) from: trades})"),
        new(
            """T.select(s=C("dur").sum(), m=C("dur").max(), n=C("dur").min()).by("sym")""",
            Table("trades")
                .Select(Column("dur").Sum().As("s"), Column("dur").Max().As("m"), Column("dur").Min().As("n"))
                .By("sym"),
            "(select {s: (sum dur) m: (max dur) n: (min dur) by: {sym: sym} from: trades})"),
        new(
            """T.select(n=C("id").count()).where(C("price") > 1000.0)""",
            Table("trades").Select(Column("id").Count().As("n")).Where(Column("price") > 1000.0),
            "(select {n: (count id) from: trades where: (> price 1000.0)})"),
        new(
            """T.select(x=C("qty").where(C("side") == "b").sum()).by("sym")""",
            Table("trades").Select(Column("qty").Where(Column("side") == "b").Sum().As("x")).By("sym"),
            """(select {x: (sum (if (== side "b") qty 0)) by: {sym: sym} from: trades})"""),
        new(
            """T.select(x=C("qty").where(C("price") > 100.0).count())""",
            Table("trades").Select(Column("qty").Where(Column("price") > 100.0).Count().As("x")),
            "(select {x: (sum (if (> price 100.0) 1 0)) from: trades})")
        {
            Answer = "(table [x] (list [5]))",
        },
    ];
}
