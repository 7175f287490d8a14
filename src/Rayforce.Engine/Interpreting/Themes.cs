using Rayforce.Rayfall.Builtins;

namespace Rayforce.Rayfall.Interpreting;

/// <summary>The themes that the table of builtins is made of. The order gives the builtins their numbers.</summary>
internal static class Themes
{
    public static IEnumerable<Builtin> All =>
    [
        .. SpecialForms.All,
        .. Arithmetic.All,
        .. Comparison.All,
        .. UnaryMath.All,
        .. Logic.All,
        .. Ranges.All,
        .. Moments.All,
        .. Collections.All,
        .. Tables.All,
    ];
}
