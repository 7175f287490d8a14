using Rayforce.Rayfall.Bounds;

namespace Rayforce.Rayfall.Kernels;

/// <summary>Collects the numbers of rows.</summary>
internal sealed class RowList(Budget budget)
{
    private int[] _rows = new int[64];
    private int _count;

    public void Add(int row)
    {
        if (_count == _rows.Length)
        {
            budget.Charge(2L * _count, sizeof(int));
            Array.Resize(ref _rows, (int)Math.Min(Array.MaxLength, 2L * _count));
        }

        _rows[_count++] = row;
    }

    public int[] ToArray() => _rows.AsSpan(0, _count).ToArray();
}
