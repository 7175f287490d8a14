using System.Runtime.CompilerServices;
using static Rayforce.Queries.Query;

namespace Rayforce.Queries.Tests;

/// <summary>
/// What no query of the Python binding says, or says wrongly: orders, limits, tables of the server in joins, and more.
/// Native's replies are captured with the C# expressions, which are compiled here.
/// </summary>
internal static class ServerCases
{
    private static readonly Dictionary<string, RayQuery> Queries = new();

    static ServerCases()
    {
        var a = Tables.A;
        Add(Table("trades").Select("id", "price").OrderBy("price"));
        Add(Table("trades").Select("id", "price").OrderByDescending("price", "id"));
        Add(Table("trades").OrderBy("price").Select("id"));
        Add(Table("trades").Select("id").Take(2));
        Add(Table("trades").Select("id").Take(2, offset: 1));
        Add(Table("trades").Select("id").Take(99));
        Add(Table("trades").Select("id").TakeLast(2));
        Add(Table("trades").Select("id").TakeLast(99));
        Add(Table("A").InnerJoin(Table("B"), "sym"));
        Add(Table("A").LeftJoin(Table("B"), "sym"));
        Add(Table("A").InnerJoin(Table("B").Where(Column("bid") > 3), "sym"));
        Add(Table("tr").AsofJoin(Table("qu"), "sym", "ts"));
        Add(Table("tr").WindowJoin(
            Table("qu"),
            ["sym", "ts"],
            new Window(-5, 0, "ts"),
            Column("bid").Min().As("lo"),
            Column("bid").Max().As("hi")));
        Add(Table("tr").WindowJoin1(
            Table("qu"), ["sym", "ts"], new Window(-5, 0, "ts"), Column("bid").Min().As("lo")));
        Add(Table("fills").WindowJoin(
            Table("bids"),
            ["sym", "ts"],
            new Window(-5000, 0, "ts"),
            Column("bid").Min().As("lo"),
            Column("bid").Max().As("hi")));
        Add(Table("fills").WindowJoin1(
            Table("bids"), ["sym", "ts"], new Window(-5000, 0, "ts"), Column("bid").Min().As("lo")));
        Add(Table("trades").Select("id").SaveAs("saved"));
        Add(Table("m").Insert("003", 40));
        Add(Table("m").Insert("003", 40).SaveAs("m"));
        Add(Table("m").Update(Set("age", Column("age") + 1)).SaveAs("m"));
        Add(Table("m").Upsert(1, "001", 9).SaveAs("m"));
        Add(Table("m").Update(Set("id", Symbol("bob"))));
        Add(Table("trades").Update(Set("name", "bob")));
        Add(Table("trades").Pivot("sym", "venue", "price", PivotAggregate.Sum));
        Add(Table("trades").Select(Column("price").Top(2).As("best")).By("sym").Ungroup());
        Add(Table("A").Concat(Table("A")));
        Add(Call("count", Table("trades")));
        Add(Table("trades").Select("id").Where(!Column("active")));
        Add(Table("trades").Select("id").Where(Column("name").Like("a*")));
        Add(Table("trades").Select("id").Where(Column("age") == null));
        Add(Table("trades").Select(Column("qty").Where(Column("price") > 5).Average().As("mean")));
        Add(Table("trades").Select(Column("qty").Where(Column("price") > 5).Count().As("n")).By("sym"));
        Add(Table("trades").Select(
            "id",
            (Column("qty").Bucket(10)).As("b"),
            (-Column("price")).As("n"),
            Column("price").Round().As("r"),
            Column("price").Ceiling().As("c"),
            Column("price").Floor().As("f"),
            Column("qty").DivideWhole(3).As("d"),
            Column("qty").Within(2, 14).As("w")));
        Add(Table("A").Insert(a));
        Add(Table(a).Where(Column("px") > 1));
        Add(Table("trades").Select(Column("sym").Distinct().As("u")).OrderBy("u"));
    }

    /// <summary>The query that a C# expression stands for.</summary>
    /// <exception cref="KeyNotFoundException">It is not compiled here.</exception>
    public static RayQuery Find(string csharp) => Queries.TryGetValue(WithoutSpace(csharp), out var query)
        ? query
        : throw new KeyNotFoundException($"{csharp} was captured, but is not compiled here.");

    private static void Add(RayQuery query, [CallerArgumentExpression(nameof(query))] string csharp = "") =>
        Queries.Add(WithoutSpace(csharp), query);

    private static string WithoutSpace(string csharp) => string.Concat(csharp.Where(c => !char.IsWhiteSpace(c)));
}
