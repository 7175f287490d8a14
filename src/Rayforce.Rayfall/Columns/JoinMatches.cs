namespace Rayforce.Rayfall;

/// <summary>For each row of the left table, the rows of the right one that have its key.</summary>
/// <param name="keys">The number of each left row's key; negative where it has none.</param>
/// <param name="rows">Right rows, those of each key one after another.</param>
/// <param name="starts">Where those of each key begin, with the end behind.</param>
internal sealed class JoinMatches(int[] keys, int[] rows, int[] starts)
{
    /// <summary>Right rows, those of each key one after another.</summary>
    public int[] Rows => rows;

    /// <summary>Where the matches of a left row lie among <see cref="Rows"/>.</summary>
    public (int Start, int End) Of(int leftRow) =>
        keys[leftRow] < 0 ? (0, 0) : (starts[keys[leftRow]], starts[keys[leftRow] + 1]);
}
