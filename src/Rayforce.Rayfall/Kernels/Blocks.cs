using Rayforce.Rayfall.Bounds;

namespace Rayforce.Rayfall.Kernels;

/// <summary>Rows that follow each other, block by block; each time the budget is asked.</summary>
internal struct Blocks(Budget budget, int start, int count)
{
    private readonly int _end = start + count;
    private int _start = start;

    /// <summary>The rows of the block.</summary>
    public Range Current { get; private set; }

    public readonly Blocks GetEnumerator() => this;

    public bool MoveNext()
    {
        if (_start >= _end)
            return false;
        budget.Check();
        var end = Math.Min(_end, _start + KeyColumn.BlockSize);
        Current = _start..end;
        _start = end;
        return true;
    }
}
