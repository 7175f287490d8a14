namespace Rayforce.Values;

public sealed class RayAtomTests
{
    [Fact]
    public void The_null_sentinel_of_a_type_makes_a_null()
    {
        AssertNull(short.MinValue, RayType.I16);
        AssertNull(int.MinValue, RayType.I32);
        AssertNull(long.MinValue, RayType.I64);
        AssertNull(float.NaN, RayType.F32);
        AssertNull(double.NaN, RayType.F64);
        AssertNull(RayDate.Null, RayType.Date);
        AssertNull(RayTime.Null, RayType.Time);
        AssertNull(RayTimestamp.Null, RayType.Timestamp);
        AssertNull(new RayGuid(Guid.Empty), RayType.Guid);
        AssertNull(BitConverter.Int64BitsToDouble(0x7FF8_0000_0000_1234), RayType.F64);
    }

    [Fact]
    public void Booleans_bytes_and_chars_have_no_sentinel_but_may_be_marked()
    {
        Assert.False(new RayAtom<bool>(false).IsNull);
        Assert.False(new RayAtom<byte>(0).IsNull);
        Assert.True(RayAtom<bool>.Null.IsNull);
        Assert.True(RayAtom<byte>.Null.IsNull);
        Assert.NotEqual(new RayAtom<byte>(0), RayAtom<byte>.Null);
    }

    [Fact]
    public void Atoms_are_equal_where_type_and_value_are()
    {
        Assert.Equal<RayObject>(3L, new RayAtom<long>(3));
        Assert.NotEqual<RayObject>(3L, 4L);
        Assert.NotEqual<RayObject>(3L, new RayAtom<int>(3));
        Assert.NotEqual<RayObject>(3L, 3.0);
        Assert.False(new RayAtom<long>(3).Equals(null));
        Assert.Equal(new RayAtom<long>(3).GetHashCode(), new RayAtom<long>(3).GetHashCode());
    }

    [Fact]
    public void Values_convert_to_the_objects_that_they_are()
    {
        Assert.Equal(RayType.I64, ((RayObject)1L).Type);
        Assert.Equal(RayType.F64, ((RayObject)1.0).Type);
        Assert.Equal(RayType.B8, ((RayObject)true).Type);
        Assert.Equal(RayType.String, ((RayObject)"a").Type);
        Assert.Throws<ArgumentNullException>(() => (RayObject)(string)null!);
    }

    [Fact]
    public void A_type_that_is_none_of_Rayforce_is_refused()
    {
        var exception = Assert.Throws<NotSupportedException>(() => new RayAtom<ulong>(1));
        Assert.Contains("System.UInt64", exception.Message, StringComparison.Ordinal);
    }

    private static void AssertNull<T>(T sentinel, RayType type)
        where T : unmanaged
    {
        var atom = new RayAtom<T>(sentinel);
        Assert.Equal((type, true, true), (atom.Type, atom.IsNull, atom.IsAtom));
        Assert.Equal(RayAtom<T>.Null, atom);
        Assert.Equal(RayAtom<T>.Null.GetHashCode(), atom.GetHashCode());
        Assert.Equal(RayAtom<T>.Null.Value, atom.Value);
    }
}
