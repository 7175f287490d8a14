using System.Buffers.Binary;

namespace Rayforce.Parity.Tests;

/// <summary>How alike the bytes of two replies are.</summary>
internal static class Likeness
{
    private const double Digits = 1e-9;

    /// <summary>Whether nothing differs but marks of nulls, and the signs of nulls and of zeros.</summary>
    public static bool ButForMarks(ReadOnlySpan<byte> one, ReadOnlySpan<byte> other)
    {
        if (one.Length != other.Length)
            return false;
        for (var i = 0; i < one.Length; i++)
        {
            if (one[i] != other[i] && !IsMark(one, other, i))
                return false;
        }

        return one.Length > 0;
    }

    /// <summary>Whether nothing differs but the last digits of floats, and marks.</summary>
    public static bool ButForDigits(ReadOnlySpan<byte> one, ReadOnlySpan<byte> other)
    {
        if (one.Length != other.Length)
            return false;
        for (var i = 0; i < one.Length; i++)
        {
            if (one[i] != other[i] && !IsMark(one, other, i) && !IsInDigits(one, other, i))
                return false;
        }

        return one.Length > 0;
    }

    /// <summary>Whether a byte is one of a mark, or the last one of a null or zero with its sign.</summary>
    private static bool IsMark(ReadOnlySpan<byte> one, ReadOnlySpan<byte> other, int place)
    {
        var (less, more) = (Math.Min(one[place], other[place]), Math.Max(one[place], other[place]));
        return (less, more) is (0, 0x40) or (0, 1)
            || ((less, more) is (0x7f, 0xff) && place > 0 && one[place - 1] is 0xf8 or 0xc0)
            || ((less, more) is (0, 0x80) && place >= 3 && one[(place - 3)..place].IndexOfAnyExcept((byte)0) < 0);
    }

    /// <summary>Whether a byte is one of a float that is all but the same; where a float begins is not known here.</summary>
    private static bool IsInDigits(ReadOnlySpan<byte> one, ReadOnlySpan<byte> other, int place)
    {
        for (var start = Math.Max(0, place - 6); start <= place && start + sizeof(double) <= one.Length; start++)
        {
            var (left, right) = (
                BinaryPrimitives.ReadDoubleLittleEndian(one[start..]), BinaryPrimitives.ReadDoubleLittleEndian(other[start..]));
            if (double.IsNormal(left) && double.IsNormal(right) && Math.Abs(left - right) <= Digits * Math.Abs(left))
                return true;
        }

        return false;
    }
}
