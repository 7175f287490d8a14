namespace Rayforce.Values;

public sealed class RayVectorTests
{
    [Fact]
    public void A_vector_is_marked_where_it_holds_a_null()
    {
        AssertMarked<short>(1, short.MinValue);
        AssertMarked(1, int.MinValue);
        AssertMarked(1, long.MinValue);
        AssertMarked(1, float.NaN);
        AssertMarked(1, double.NaN);
        AssertMarked(new RayDate(1), RayDate.Null);
        AssertMarked(new RayTime(1), RayTime.Null);
        AssertMarked(new RayTimestamp(1), RayTimestamp.Null);
        AssertMarked(new RayGuid(Guid.NewGuid()), new RayGuid(Guid.Empty));
        Assert.False(new RayVector<bool>(false, true).HasNulls);
        Assert.False(new RayVector<byte>(0, 1).HasNulls);
    }

    [Fact]
    public void Elements_come_as_atoms()
    {
        var vector = new RayVector<double>(1.5, double.NaN);
        Assert.Equal(1.5, vector.GetAtom(0));
        Assert.Equal(RayAtom<double>.Null, vector.GetAtom(1));
        Assert.Equal((1.5, 2, false), (vector[0], vector.Count, vector.IsAtom));
        Assert.Equal((false, true), (vector.IsNull(0), vector.IsNull(1)));
        Assert.Throws<ArgumentOutOfRangeException>(() => vector.GetAtom(2));
        Assert.Throws<ArgumentOutOfRangeException>(() => vector.GetAtom(-1));
        Assert.Throws<IndexOutOfRangeException>(() => vector[2]);
    }

    [Fact]
    public void Vectors_are_equal_where_type_and_elements_are()
    {
        Assert.Equal(new RayVector<int>(1, 2), new RayVector<int>(1, 2));
        Assert.NotEqual(new RayVector<int>(1, 2), new RayVector<int>(1, 3));
        Assert.NotEqual(new RayVector<int>(1, 2), new RayVector<int>(1));
        Assert.NotEqual<RayObject>(new RayVector<int>(1), new RayVector<RayDate>(new RayDate(1)));
        Assert.NotEqual<RayObject>(new RayVector<int>(), new RayVector<long>());
    }

    [Fact]
    public void Nulls_of_numbers_are_equal_whatever_their_bits()
    {
        var ours = new RayVector<double>(1, double.NaN);
        var other = new RayVector<double>(1, BitConverter.Int64BitsToDouble(0x7FF8_0000_0000_0001));
        Assert.Equal(ours, other);
        Assert.Equal(ours.GetHashCode(), other.GetHashCode());
        Assert.NotEqual(ours, new RayVector<double>(2, double.NaN));
        var otherNaN = BitConverter.Int32BitsToSingle(0x7FC0_0001);
        Assert.Equal(new RayVector<float>(float.NaN), new RayVector<float>(otherNaN));
    }

    [Fact]
    public void Types_that_have_no_vector_are_refused()
    {
        Assert.Throws<NotSupportedException>(() => new RayVector<ulong>(1));
        Assert.Throws<NotSupportedException>(() => new RayVector<RayChar>(new RayChar(1)));
    }

    private static void AssertMarked<T>(T value, T sentinel)
        where T : unmanaged
    {
        // Long enough for whole SIMD blocks and a rest, the null at each place.
        for (var place = 0; place < 37; place++)
        {
            var values = Enumerable.Repeat(value, 37).ToArray();
            Assert.False(new RayVector<T>(values).HasNulls);
            values[place] = sentinel;
            Assert.True(new RayVector<T>(values).HasNulls);
            Assert.Equal(RayAttributes.HasNulls, new RayVector<T>(values).Attributes);
        }
    }
}
