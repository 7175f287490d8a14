using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using static Rayforce.Queries.Query;

namespace Rayforce.Queries.Tests.Guide;

/// <summary>The guide's queries are compiled here, and print what the guide says.</summary>
public partial class GuideTests
{
    private static readonly Dictionary<string, RayQuery> Compiled = new();

    static GuideTests()
    {
        Add(Table("trades").Select("id", "name"));
        Add(Table("trades").Select("*"));
        Add(Table("trades").Select("id", (Column("price") * Column("qty")).As("total")));
        Add(Table("trades").Where(Column("age") > 30));
        Add(Table("trades").Select("id").Where(Column("age") > 30).Where(Column("price") < 10.0));
        Add(Table("trades").Select(Column("price").Average().As("mean")).By("sym", "venue"));
        Add(Table("trades").Select(Column("price").Average().As("mean")).By((Column("qty") % 10).As("bucket")));
        Add((Column("age") > 30) & !(Column("sym") == "AAPL"));
        Add((Column("age") < 10) | (Column("age") >= 60));
        Add(Column("sym").IsIn("AAPL", "MSFT"));
        Add(Column("qty").IsIn(1, 2, 3));
        Add(Column("name").Like("a*"));
        Add(Column("qty").Within(2, 14));
        Add(Column("age") == null);
        Add(If(Column("price") > 100, "high", "low"));
        Add(-Column("price").Round());
        Add(Column("price").Ceiling());
        Add(Column("price").Floor());
        Add(Column("qty").Bucket(10));
        Add(Column("qty").DivideWhole(3));
        Add(Call("reverse", Column("qty")));
        Add(Column("qty").Where(Column("price") > 5).Sum());
        Add(Column("qty").Where(Column("price") > 5).Count());
        Add(Column("qty").Sum().Where(Column("price") > 5));
        Add(Table("trades").Select("id", "price").OrderBy("price"));
        Add(Table("trades").OrderByDescending("price", "id").Select("id"));
        Add(Table("trades").Take(10));
        Add(Table("trades").Take(10, offset: 20));
        Add(Table("trades").TakeLast(5));
        Add(Table("trades").Pivot("sym", "venue", "price", PivotAggregate.Sum));
        Add(Table("trades").Select(Column("price").Top(2).As("best")).By("sym").Ungroup());
        Add(Table("trades").Concat(Table("more")));
        Add(Call("count", Table("trades")));
        Add(Table("trades").InnerJoin(Table("people"), "id"));
        Add(Table("trades").LeftJoin(Table("people").Select("id", "name"), "id"));
        Add(Table("trades").AsofJoin(Table("quotes"), "sym", "ts"));
        Add(Table("trades").WindowJoin(
            Table("quotes"), ["sym", "ts"], new Window(-5, 0, "ts"), Column("bid").Min().As("lo")));
        Add(Table("trades").Update(Set("price", Column("price") * 2)).Where(Column("sym") == "AAPL"));
        Add(Table("trades").Update(Set("name", "bob")));
        Add(Table("trades").Update(Set("sym", Symbol("AAPL"))));
        Add(Table("trades").Insert(Set("id", "003"), Set("age", 40)));
        Add(Table("trades").Insert(Set("id", new[] { "003", "004" }), Set("age", new[] { 40, 41 })));
        Add(Table("trades").Insert("003", 40));
        Add(Table("trades").Upsert(1, Set("id", "001"), Set("age", 30)));
        Add(Table("trades").Select("id").SaveAs("ids"));
        Add(Table("trades").Insert("003", 40).SaveAs("more"));
        Add(Table("trades"));
        Add(Table("trades").By("sym"));
        Add(Table("trades").WindowJoin1(
            Table("quotes"), ["sym", "ts"], new Window(-5, 0, "ts"), Column("bid").Min().As("lo")));
        Add(Table("trades").Insert(new[] { "003", "004" }, new[] { 40, 41 }));
        Add(Table("trades").Upsert(1, "001", 30));
        Add(Column("price").Count());
        Add(Column("price").Sum());
        Add(Column("price").Average());
        Add(Column("price").Min());
        Add(Column("price").Max());
        Add(Column("price").First());
        Add(Column("price").Last());
        Add(Column("price").Median());
        Add(Column("price").Deviation());
        Add(Column("price").SampleDeviation());
        Add(Column("price").SampleVariance());
        Add(Column("price").Distinct());
        Add(Column("price").Correlation(Column("qty")));
        Add(Column("price").Top(2));
        Add(Column("price").Bottom(2));
        Add(Call("sum", new[] { 1, 2, 3 }));
        Add(Source("(+ 1 2)"));
    }

    [Fact]
    public void Every_query_of_the_guide_prints_what_stands_beside_it()
    {
        var guide = Lines().ToList();

        Assert.All(guide, line => Assert.Equal(line.Rayfall, Find(line.CSharp).ToString()));
        Assert.Equal(
            Compiled.Keys.Order(StringComparer.Ordinal),
            guide.Select(line => WithoutSpace(line.CSharp)).Order(StringComparer.Ordinal));
    }

    private static RayQuery Find(string csharp) => Compiled.TryGetValue(WithoutSpace(csharp), out var query)
        ? query
        : throw new InvalidOperationException($"The guide has {csharp}, which is not compiled here.");

    private static void Add(RayQuery query, [CallerArgumentExpression(nameof(query))] string csharp = "") =>
        Compiled.Add(WithoutSpace(csharp), query);

    private static string WithoutSpace(string csharp) => string.Concat(csharp.Where(c => !char.IsWhiteSpace(c)));

    private static IEnumerable<(string CSharp, string Rayfall)> Lines() =>
        from line in File.ReadLines(Path.Combine(AppContext.BaseDirectory, "queries.md"))
        let match = Row().Match(line)
        where match.Success
        select (match.Groups[1].Value.Replace("\\|", "|", StringComparison.Ordinal), match.Groups[2].Value);

    [GeneratedRegex(@"^\| `(.+)` \| `(.+)` \|$")]
    private static partial Regex Row();
}
