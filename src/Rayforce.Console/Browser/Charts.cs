using System.Runtime.InteropServices.JavaScript;

namespace Rayforce.Console.Browser;

/// <summary>The charts of the page, each by the id of its element.</summary>
internal static partial class Charts
{
    /// <summary>Draws a chart, in the place of the one before.</summary>
    /// <param name="id">Its element.</param>
    /// <param name="names">The name of the axis, and those of the series.</param>
    /// <param name="kind">The axis: <c>time</c>, <c>number</c> or <c>category</c>.</param>
    /// <param name="numbers">The values of the axis, ascending, and then those of each series; NaN is a gap.</param>
    /// <param name="categories">The names of the axis' values 0, 1 and so on, where they are categories.</param>
    [JSImport("drawChart", Widgets.Module)]
    public static partial void Draw(
        string id,
        [JSMarshalAs<JSType.Array<JSType.String>>] string[] names,
        string kind,
        [JSMarshalAs<JSType.MemoryView>] Span<double> numbers,
        [JSMarshalAs<JSType.Array<JSType.String>>] string[] categories);

    /// <summary>Ends a chart.</summary>
    [JSImport("removeChart", Widgets.Module)]
    public static partial void Remove(string id);
}
