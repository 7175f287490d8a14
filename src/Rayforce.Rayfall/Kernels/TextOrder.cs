using System.Buffers.Binary;

namespace Rayforce.Rayfall.Kernels;

/// <summary>
/// The order of texts by their bytes. A digit is some bytes and how many of them the text still has: so an end is less
/// than any byte, and texts that are tied where they end are equal.
/// </summary>
/// <param name="ids">The numbers of the texts that are the items.</param>
/// <param name="texts">The texts.</param>
internal sealed class TextOrder<TTexts>(int[] ids, TTexts texts) : RadixOrder
    where TTexts : struct, ITexts
{
    private int _start;
    private int _bytes;

    // How many bits hold a number up to that of the bytes in a digit.
    private int _countBits;

    public override bool IsLast => false;

    public override int NextDigit(int room)
    {
        _start = _bytes == 0 ? CommonPrefix() : _start + _bytes;
        _bytes = 7;
        while (8 * _bytes + BitsFor(_bytes + 1) > room)
            _bytes--;
        _countBits = BitsFor(_bytes + 1);
        return 8 * _bytes + _countBits;
    }

    public override void WriteDigits(Span<ulong> digits, int start)
    {
        for (var i = 0; i < digits.Length; i++)
            digits[i] = Digit(texts[ids[start + i]]);
    }

    public override void WriteDigits(Span<ulong> digits, ReadOnlySpan<int> items)
    {
        for (var i = 0; i < digits.Length; i++)
            digits[i] = Digit(texts[ids[items[i]]]);
    }

    public override bool EndsWith(ulong digit) => (digit & ((1UL << _countBits) - 1)) < (ulong)_bytes;

    private ulong Digit(ReadOnlySpan<byte> text)
    {
        text = text.Length > _start ? text[_start..] : default;
        var count = Math.Min(text.Length, _bytes);
        ulong bytes;
        if (text.Length >= sizeof(ulong))
        {
            bytes = BinaryPrimitives.ReadUInt64BigEndian(text) >> (64 - 8 * _bytes);
        }
        else
        {
            bytes = 0;
            for (var i = 0; i < count; i++)
                bytes |= (ulong)text[i] << (8 * (_bytes - 1 - i));
        }

        return (bytes << _countBits) | (uint)count;
    }

    private int CommonPrefix()
    {
        if (ids.Length == 0)
            return 0;
        var prefix = texts[ids[0]];
        foreach (var id in ids)
        {
            prefix = prefix[..prefix.CommonPrefixLength(texts[id])];
            if (prefix.IsEmpty)
                break;
        }

        return prefix.Length;
    }
}
