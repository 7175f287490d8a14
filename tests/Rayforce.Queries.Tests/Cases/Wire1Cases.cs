using static Rayforce.Queries.Query;

namespace Rayforce.Queries.Tests;

/// <summary>
/// Where the Python binding of wire version 1 sends what a native server refuses or misunderstands, the C# form that
/// sends the same. <see cref="PythonDefectTests"/> has what is right instead.
/// </summary>
internal static class Wire1Cases
{
    public static QueryCase[] All { get; } =
    [
        new(
            """T.update(name="bob")""",
            Table("trades").Update(Set("name", Call("quote", "bob"))),
            "(update {name: (quote (quote bob)) from: trades})"),
        new(
            """T.insert("003", 40)""",
            Table("trades").Insert(Column("003"), 40),
            Source: null),
    ];
}
