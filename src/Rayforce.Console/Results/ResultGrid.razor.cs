using Microsoft.AspNetCore.Components;
using Rayforce.Console.Browser;

namespace Rayforce.Console.Results;

/// <summary>Rows in a grid, in which only those exist that are seen.</summary>
public sealed partial class ResultGrid
{
    private const int MeasuredRows = 100;
    private const int MinCharacters = 6;
    private const int MaxCharacters = 48;

    private readonly string _id = $"grid-{Guid.NewGuid():N}";
    private ResultRows? _shown;

    /// <summary>The rows; others are shown from their beginning.</summary>
    [Parameter]
    [EditorRequired]
    public ResultRows Rows { get; set; } = null!;

    /// <summary>What the grid is called.</summary>
    [Parameter]
    public string Label { get; set; } = "Result";

    /// <inheritdoc/>
    public void Dispose() => Grids.Remove(_id);

    /// <inheritdoc/>
    protected override void OnAfterRender(bool firstRender)
    {
        if (firstRender)
            Grids.Create(_id, Label, ShowCells);
        if (Rows == _shown)
        {
            Grids.Resize(_id, Rows.Count);
            return;
        }

        _shown = Rows;
        Grids.Reset(
            _id,
            Rows.Names,
            Rows.Types,
            [.. Rows.IsNumeric.Select(static isNumeric => isNumeric ? 1 : 0)],
            [.. Enumerable.Range(0, Rows.Names.Length).Select(Measure)],
            Rows.Count);
    }

    private int Measure(int column)
    {
        var longest = Math.Max(MinCharacters, Math.Max(_shown!.Names[column].Length, _shown.Types[column].Length));
        // Numbers grow towards the end.
        var measured = Math.Min(MeasuredRows, _shown.Count);
        for (var i = 0; i < measured; i++)
        {
            longest = Math.Max(longest, _shown.GetCell(i, column)?.Length ?? 0);
            longest = Math.Max(longest, _shown.GetCell(_shown.Count - 1 - i, column)?.Length ?? 0);
        }

        return Math.Min(longest, MaxCharacters);
    }

    private void ShowCells()
    {
        if (Grids.GetWindow(_id) is not [var firstRow, var rows, var firstColumn, var columns])
            return;
        var texts = new string?[rows * columns];
        for (var row = 0; row < rows; row++)
        {
            for (var column = 0; column < columns; column++)
                texts[(row * columns) + column] = _shown!.GetCell(firstRow + row, firstColumn + column);
        }

        Grids.Show(_id, texts);
    }
}
