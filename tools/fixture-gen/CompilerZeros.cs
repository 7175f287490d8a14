namespace Rayforce.FixtureGen;

/// <summary>
/// The one case whose zeros have no sign of their own. Native is built with <c>-fno-signed-zeros</c>, so that what it
/// makes of -0.0 is its C compiler's choice: gcc 12 gives 0.0, clang 14 -0.0. It is captured as 0.0, so that libraries
/// of both compare alike.
/// </summary>
internal static class CompilerZeros
{
    private const string Name = "vec/f64/specials";
    private const string Negative = "0000000000000080";
    private const string Positive = "0000000000000000";

    /// <summary>A captured row, its zeros without their sign where the compiler chose it.</summary>
    public static FixtureRow Settle(FixtureRow row) => row.GetText("name") != Name
        ? row
        : new FixtureRow([.. row.Fields.Select(field => (field.Name, Settle(field.Name, field.Value)))]);

    private static object? Settle(string name, object? value) => (name, value) switch
    {
        ("text", string text) => text.Replace("-0.0", "0.0", StringComparison.Ordinal),
        ("hex", string hex) => hex.Replace(Negative, Positive, StringComparison.Ordinal),
        _ => value,
    };
}
