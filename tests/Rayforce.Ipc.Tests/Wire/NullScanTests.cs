using System.Runtime.InteropServices;

namespace Rayforce.Ipc.Tests.Wire;

/// <summary>A vector is marked by what is found while it is copied, whatever its type, length and place.</summary>
public class NullScanTests
{
    private const int Longest = 300;

    [Fact]
    public void Null_is_found_at_every_place_of_every_length()
    {
        Check<short>(7, short.MinValue);
        Check<int>(7, int.MinValue);
        Check<long>(7, long.MinValue);
        Check(7f, float.NaN);
        Check(7.0, double.NaN);
        Check(new RayDate(7), RayDate.Null);
        Check(new RayTime(7), RayTime.Null);
        Check(new RayTimestamp(7), RayTimestamp.Null);
        Check(new RayTimespan(7), RayTimespan.Null);
        Check(new RayGuid(Guid.Parse("00000000-0000-0001-0000-000000000000")), default);
        Check(new RayGuid(Guid.Parse("00000000-0000-0000-0000-000000000001")), default);
    }

    [Fact]
    public void Single_bytes_have_no_null()
    {
        CheckMark(new byte[Longest], hasNull: false);
        CheckMark(new bool[Longest], hasNull: false);
    }

    private static void Check<T>(T value, T none)
        where T : unmanaged
    {
        var values = new T[Longest];
        values.AsSpan().Fill(value);
        for (var length = 0; length <= Longest; length++)
            CheckMark(values.AsSpan(0, length), hasNull: false);
        for (var place = 0; place < Longest; place++)
        {
            values[place] = none;
            CheckMark(values, hasNull: true);
            CheckMark(values.AsSpan(0, place), hasNull: false);
            CheckMark(values.AsSpan(0, place + 1), hasNull: true);
            values[place] = value;
        }
    }

    private static void CheckMark<T>(ReadOnlySpan<T> values, bool hasNull)
        where T : unmanaged
    {
        // Objects before it move the place of the elements.
        for (var before = 0; before < 3; before++)
        {
            using var output = new PooledBuffer(64 * 1024);
            var writer = new RayWriter(output, WireVersion.V3);
            for (var i = 0; i < before; i++)
                writer.WriteNull();
            writer.WriteVector(values);
            writer.Flush();
            var written = output.WrittenSpan[before..];
            Assert.Equal(hasNull, (written[1] & (byte)RayAttributes.HasNulls) != 0);
            Assert.True(written[10..].SequenceEqual(MemoryMarshal.AsBytes(values)));
        }
    }
}
