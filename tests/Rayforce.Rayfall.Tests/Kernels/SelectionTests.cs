using CsCheck;
using Rayforce.Rayfall.Kernels;

namespace Rayforce.Rayfall.Tests.Kernels;

public class SelectionTests
{
    [Fact]
    public void The_element_at_an_index_is_that_of_the_sorted_elements()
    {
        Gen.Select(Gen.Int[1, 6000], Gen.Int[0, 62], Gen.Int[0, int.MaxValue]).Sample(
            (count, shift, seed) =>
            {
                var random = new Random(seed);
                var numbers = new long[count];
                foreach (ref var number in numbers.AsSpan())
                    number = random.NextInt64(long.MinValue, long.MaxValue) >> shift;
                var index = random.Next(count);
                var sorted = numbers.Order().ToArray();
                var next = Math.Min(index + 1, count - 1);

                Assert.Equal((sorted[index], sorted[next]), Selection.At<long>(numbers.ToArray(), index));
                Assert.Equal(
                    ((double)sorted[index], (double)sorted[next]),
                    Selection.At<double>(Array.ConvertAll(numbers, number => (double)number), index));
            },
            iter: 500);
    }

    [Theory]
    [InlineData(100_000)]
    public void Elements_that_differ_in_the_lowest_bits_alone_are_told_apart(int count)
    {
        var numbers = new double[count];
        for (var i = 0; i < count; i++)
            numbers[i] = BitConverter.Int64BitsToDouble(BitConverter.DoubleToInt64Bits(1.0) + count - i);
        numbers[7] = -1e300;
        var sorted = numbers.Order().ToArray();

        Assert.Equal((sorted[50], sorted[51]), Selection.At<double>(numbers.ToArray(), 50));
        Assert.Equal((sorted[^1], sorted[^1]), Selection.At<double>(numbers.ToArray(), count - 1));
        Assert.Equal((sorted[0], sorted[1]), Selection.At<double>(numbers, 0));
    }
}
