namespace Rayforce.Rayfall.Kernels;

/// <summary>Keys that have been numbered already: the number at each position, whichever row stands there.</summary>
internal sealed class NumberedKeys : KeyColumn
{
    private readonly ReadOnlyMemory<int> _numbers;

    /// <param name="numbers">The number of each position, from 0.</param>
    /// <param name="count">How many numbers there are.</param>
    public NumberedKeys(ReadOnlyMemory<int> numbers, int count) =>
        (_numbers, Last) = (numbers, (ulong)Math.Max(0, count - 1));

    public override void Add(Span<ulong> codes, ulong stride, int start, ReadOnlySpan<int> rows)
    {
        var numbers = _numbers.Span.Slice(start, codes.Length);
        for (var i = 0; i < numbers.Length; i++)
            codes[i] += stride * (uint)numbers[i];
    }

    public override void Add(Span<uint> codes, uint stride, int start, ReadOnlySpan<int> rows)
    {
        var numbers = _numbers.Span.Slice(start, codes.Length);
        for (var i = 0; i < numbers.Length; i++)
            codes[i] += stride * (uint)numbers[i];
    }
}
