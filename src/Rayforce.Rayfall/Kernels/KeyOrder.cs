using System.Numerics.Tensors;

namespace Rayforce.Rayfall.Kernels;

/// <summary>The order by several keys: their bits behind each other are the number that is sorted by.</summary>
/// <param name="keys">The keys, the first the most significant.</param>
/// <param name="rows">The rows that are the items; nothing where these are all rows.</param>
internal sealed class KeyOrder(SortKey[] keys, ReadOnlyMemory<int>? rows) : RadixOrder
{
    private readonly long _bits = keys.Sum(key => (long)key.Bits);
    private long _start;
    private long _end;

    public override bool IsLast => _end == _bits;

    public override int NextDigit(int room)
    {
        _start = _end;
        _end = Math.Min(_bits, _start + room);
        return (int)(_end - _start);
    }

    public override void WriteDigits(Span<ulong> digits, int start)
    {
        if (rows is { } some)
            WriteDigits(digits, some.Span.Slice(start, digits.Length), start: 0);
        else
            WriteDigits(digits, default, start);
    }

    public override void WriteDigits(Span<ulong> digits, ReadOnlySpan<int> items)
    {
        if (rows is not { } some)
        {
            WriteDigits(digits, items, start: 0);
            return;
        }

        var all = some.Span;
        Span<int> chosen = stackalloc int[Sorting.BlockSize];
        chosen = chosen[..items.Length];
        for (var i = 0; i < items.Length; i++)
            chosen[i] = all[items[i]];
        WriteDigits(digits, chosen, start: 0);
    }

    private void WriteDigits(Span<ulong> digits, ReadOnlySpan<int> chosen, int start)
    {
        Span<ulong> buffer = stackalloc ulong[Sorting.BlockSize];
        var numbers = buffer[..digits.Length];
        var isFirst = true;
        var keyEnd = 0L;
        foreach (var key in keys)
        {
            var keyStart = keyEnd;
            keyEnd += key.Bits;
            var (from, to) = (Math.Max(keyStart, _start), Math.Min(keyEnd, _end));
            if (from >= to)
                continue;
            var target = isFirst ? digits : numbers;
            if (chosen.IsEmpty)
                key.Write(target, start);
            else
                key.Write(target, chosen);
            if (to < keyEnd)
                TensorPrimitives.ShiftRightLogical(target, (int)(keyEnd - to), target);
            if (from > keyStart)
                TensorPrimitives.BitwiseAnd(target, (1UL << (int)(to - from)) - 1, target);
            if (!isFirst)
            {
                TensorPrimitives.ShiftLeft(digits, (int)(to - from), digits);
                TensorPrimitives.BitwiseOr(digits, numbers, digits);
            }

            isFirst = false;
        }

        if (isFirst)
            digits.Clear();
    }
}
