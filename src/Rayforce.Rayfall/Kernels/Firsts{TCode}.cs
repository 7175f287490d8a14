using Rayforce.Rayfall.Bounds;

namespace Rayforce.Rayfall.Kernels;

/// <summary>Codes in the order in which they are first seen, and where.</summary>
internal sealed class Firsts<TCode>(Budget budget)
    where TCode : unmanaged
{
    private TCode[] _codes = new TCode[64];
    private int[] _positions = new int[64];

    public int Count { get; private set; }

    public ReadOnlySpan<TCode> Codes => _codes.AsSpan(0, Count);

    public ReadOnlySpan<int> Positions => _positions.AsSpan(0, Count);

    /// <summary>Adds those of a block that are new.</summary>
    /// <param name="start">Where the block begins.</param>
    /// <param name="codes">Its codes.</param>
    /// <param name="news">Which of them are new.</param>
    public void Add(int start, ReadOnlySpan<TCode> codes, ReadOnlySpan<int> news)
    {
        Reserve(news.Length);
        foreach (var i in news)
        {
            _codes[Count] = codes[i];
            _positions[Count++] = start + i;
        }
    }

    /// <summary>The same where the positions of the codes do not follow each other.</summary>
    public void Add(ReadOnlySpan<int> positions, ReadOnlySpan<TCode> codes, ReadOnlySpan<int> news)
    {
        Reserve(news.Length);
        foreach (var i in news)
        {
            _codes[Count] = codes[i];
            _positions[Count++] = positions[i];
        }
    }

    private void Reserve(int more)
    {
        if (Count + more <= _codes.Length)
            return;
        var size = (int)Math.Min(Array.MaxLength, Math.Max(2L * _codes.Length, Count + (long)more));
        budget.Charge(size, sizeof(int) + System.Runtime.CompilerServices.Unsafe.SizeOf<TCode>());
        Array.Resize(ref _codes, size);
        Array.Resize(ref _positions, size);
    }
}
