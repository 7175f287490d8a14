using System.Runtime.InteropServices.JavaScript;

namespace Rayforce.Console.Browser;

/// <summary>The grids of the page, each by the id of its element.</summary>
internal static partial class Grids
{
    /// <summary>Makes a grid.</summary>
    /// <param name="id">Its element.</param>
    /// <param name="label">What it is called.</param>
    /// <param name="need">
    /// Called when it shows other cells than before: <see cref="GetWindow"/> says which, and <see cref="Show"/> gives them.
    /// </param>
    [JSImport("createGrid", Widgets.Module)]
    public static partial void Create(string id, string label, [JSMarshalAs<JSType.Function>] Action need);

    /// <summary>Shows other columns from the first row on.</summary>
    /// <param name="id">The element.</param>
    /// <param name="names">Their names.</param>
    /// <param name="types">Their types.</param>
    /// <param name="numeric">Not 0 for those of numbers.</param>
    /// <param name="characters">How many characters wide they are.</param>
    /// <param name="count">The number of rows.</param>
    [JSImport("resetGrid", Widgets.Module)]
    public static partial void Reset(
        string id,
        [JSMarshalAs<JSType.Array<JSType.String>>] string[] names,
        [JSMarshalAs<JSType.Array<JSType.String>>] string[] types,
        [JSMarshalAs<JSType.Array<JSType.Number>>] int[] numeric,
        [JSMarshalAs<JSType.Array<JSType.Number>>] int[] characters,
        int count);

    /// <summary>Goes on with other rows of the same columns; who was at the end stays there.</summary>
    [JSImport("resizeGrid", Widgets.Module)]
    public static partial void Resize(string id, int count);

    /// <summary>What is seen: the first row, how many rows, the first column, how many columns.</summary>
    [JSImport("gridWindow", Widgets.Module)]
    [return: JSMarshalAs<JSType.Array<JSType.Number>>]
    public static partial int[] GetWindow(string id);

    /// <summary>Gives the texts of what is seen, row by row; null for a null.</summary>
    [JSImport("showCells", Widgets.Module)]
    public static partial void Show(string id, [JSMarshalAs<JSType.Array<JSType.String>>] string?[] texts);

    /// <summary>Ends a grid.</summary>
    [JSImport("removeGrid", Widgets.Module)]
    public static partial void Remove(string id);
}
