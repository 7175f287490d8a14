using System.Numerics;
using CsCheck;
using Rayforce.Rayfall.Kernels;

namespace Rayforce.Rayfall.Tests.Kernels;

public class EqualCountTests
{
    [Fact]
    public void Every_length_of_every_width_is_counted()
    {
        Gen.Int[0, 700].SelectMany(length => Gen.Select(Gen.Byte[0, 2].Array[length], Gen.Byte[0, 2]))
            .Sample((elements, value) =>
            {
                Check<byte>(elements, value);
                Check<sbyte>(elements, value);
                Check<short>(elements, value);
                Check<ushort>(elements, value);
                Check<int>(elements, value);
                Check<uint>(elements, value);
                Check<long>(elements, value);
                Check<ulong>(elements, value);
            });
    }

    [Fact]
    public void Narrow_lanes_do_not_overflow()
    {
        Assert.Equal(1_000_003, EqualCount.Of(Repeated((byte)7, 1_000_003), (byte)7));
        Assert.Equal(9_000_003, EqualCount.Of(Repeated((short)-1, 9_000_003), (short)-1));
    }

    private static void Check<T>(byte[] elements, byte value)
        where T : unmanaged, IBinaryInteger<T>
    {
        // The numbers are far apart and of both signs where the type has them.
        var wide = Array.ConvertAll(elements, Wide);
        Assert.Equal(elements.Count(element => element == value), EqualCount.Of<T>(wide, Wide(value)));

        static T Wide(byte element) => T.CreateTruncating(element - 1L) * T.CreateTruncating(0x0123_4567_89AB_CDEF);
    }

    private static T[] Repeated<T>(T value, int count)
    {
        var result = new T[count];
        Array.Fill(result, value);
        return result;
    }
}
