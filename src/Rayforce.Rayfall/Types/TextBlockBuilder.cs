using Rayforce.Rayfall.Bounds;

namespace Rayforce.Rayfall.Types;

/// <summary>Collects texts into a block; what it takes is charged while it grows.</summary>
internal sealed class TextBlockBuilder(Budget budget, int capacity = 16)
{
    private byte[] _bytes = new byte[Math.Min(16L * capacity, 1 << 20)];
    private int[] _starts = new int[capacity + 1];
    private int _length;

    public int Count { get; private set; }

    /// <summary>Whether an empty text, the null, is among them.</summary>
    public bool HasNulls { get; private set; }

    public void Add(ReadOnlySpan<byte> utf8)
    {
        utf8.CopyTo(Reserve(utf8.Length));
        Commit(utf8.Length);
    }

    /// <summary>Room for a text of at most some bytes; <see cref="Commit"/> says how many it has.</summary>
    public Span<byte> Reserve(int most)
    {
        if ((long)_length + most > Array.MaxLength)
            throw Fault.Limit("the texts of one vector take more than 2 GB");
        if (_length + most > _bytes.Length)
        {
            var larger = (int)Math.Min(Array.MaxLength, Math.Max(_length + (long)most, 2L * _bytes.Length));
            budget.Charge(larger - _bytes.Length);
            Array.Resize(ref _bytes, larger);
        }

        return _bytes.AsSpan(_length, most);
    }

    public void Commit(int length)
    {
        if (Count + 1 >= _starts.Length)
        {
            budget.Charge(4L * _starts.Length);
            Array.Resize(ref _starts, (int)Math.Min(Array.MaxLength, Math.Max(16, 2L * _starts.Length)));
        }

        HasNulls |= length == 0;
        _length += length;
        _starts[++Count] = _length;
    }

    public TextBlock ToBlock() => new(_bytes.AsMemory(0, _length), _starts.AsMemory(0, Count + 1), gap: 0);

    public TextColumn ToColumn() => new(ToBlock(), HasNulls);
}
