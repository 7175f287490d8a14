using Rayforce.Rayfall.Builtins;

namespace Rayforce.Rayfall.Interpreting;

/// <summary>The themes that the table of builtins is made of.</summary>
internal static class Themes
{
    public static IEnumerable<Builtin> All =>
    [
        .. SpecialForms.All,
        .. Collections.All,
        .. Concatenation.All,
        .. HigherOrder.All,
        .. Indexing.All,
        .. Printers.All,
        .. Runs.All,
        .. Serialization.All,
        .. TableChanges.All,
        .. Tables.All,
        .. Texts.All,
    ];
}
