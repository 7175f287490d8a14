using Rayforce.Rayfall.Builtins;

namespace Rayforce.Rayfall.Interpreting;

/// <summary>The themes that the table of builtins is made of. The order gives the builtins their numbers.</summary>
internal static class Themes
{
    public static IEnumerable<Builtin> All =>
    [
        .. SpecialForms.All,
        .. QueryForms.All,
        .. Arithmetic.All,
        .. Comparison.All,
        .. Aggregates.All,
        .. Collections.All,
        .. Sets.All,
        .. Joins.All,
        .. Reshaping.All,
        .. Concatenation.All,
        .. HigherOrder.All,
        .. Indexing.All,
        .. Printers.All,
        .. Runs.All,
        .. UnaryMath.All,
        .. Logic.All,
        .. Ranges.All,
        .. Moments.All,
        .. Casts.All,
        .. Tables.All,
        .. Ordering.All,
        .. Series.All,
        .. MovingWindows.All,
        .. Serialization.All,
        .. TableChanges.All,
        .. Texts.All,
        .. Clocks.All,
        .. Runtime.All,
        .. Attributes.All,
        .. Links.All,
        .. Distances.All,
        .. Builtins.FileAccess.All,
        .. Connections.All,
        .. Multicast.All,
        .. Journals.All,
        .. NotOffered.All,
        .. Completion.All,
    ];
}
