namespace Rayforce.Rayfall.Expressions;

/// <summary>Some rows that an expression is asked for at once.</summary>
internal readonly ref struct Block
{
    private readonly ReadOnlySpan<int> _rows;

    /// <summary>Rows that follow each other.</summary>
    public Block(Scratch scratch, int start, int count) => (Scratch, Start, Count) = (scratch, start, count);

    /// <summary>Chosen rows, each at least 0.</summary>
    public Block(Scratch scratch, ReadOnlySpan<int> rows)
    {
        (Scratch, Count, IsChosen) = (scratch, rows.Length, true);
        _rows = rows;
    }

    /// <summary>Rows in one block, unless there are fewer: what an expression makes of it stays in the cache.</summary>
    public const int Size = 2048;

    /// <summary>Where results may lie until the next block.</summary>
    public Scratch Scratch { get; }

    /// <summary>The first row, where the rows are not <see cref="IsChosen"/>.</summary>
    public int Start { get; }

    /// <summary>How many rows.</summary>
    public int Count { get; }

    /// <summary>Whether the rows are chosen, and stand in <see cref="Rows"/>.</summary>
    public bool IsChosen { get; }

    /// <summary>The chosen rows.</summary>
    public ReadOnlySpan<int> Rows => _rows;
}
