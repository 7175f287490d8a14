using CsCheck;
using Rayforce.Rayfall.Kernels;

namespace Rayforce.Rayfall.Tests.Kernels;

public class ReductionTests
{
    private static readonly Gen<double> Floats = Gen.OneOf(Gen.Double[-1, 1], Gen.Double[-1e12, 1e12], Gen.Const(0.0));

    [Fact]
    public void A_sum_in_lanes_is_added_in_its_order_however_it_is_cut() =>
        Gen.Select(Floats.Array[0, 100], Gen.Int[0, 100], Gen.Int[0, 100]).Sample((values, first, second) =>
        {
            var (low, high) = (Math.Min(first, second), Math.Max(first, second));
            (low, high) = (Math.Min(low, values.Length), Math.Min(high, values.Length));
            var cut = new LaneReduction<SumStep>(default);
            cut.Add(values.AsSpan(0, low));
            cut.Add(values.AsSpan(low, high - low));
            cut.Add(values.AsSpan(high));
            return cut.Result.Equals(InLanes(values));
        });

    [Fact]
    public void A_sum_in_pairs_is_added_in_its_order_however_it_is_cut() =>
        Gen.Select(Floats.Array[0, 60], Gen.Int[0, 60]).Sample((values, at) =>
        {
            at = Math.Min(at, values.Length);
            var cut = new PairedSum();
            cut.Add(values.AsSpan(0, at));
            cut.Add(values.AsSpan(at));
            var lanes = new double[8];
            for (var i = 0; i < values.Length; i++)
                lanes[i % 8] += values[i];
            return cut.Result.Equals(
                ((lanes[0] + lanes[1]) + (lanes[2] + lanes[3])) + ((lanes[4] + lanes[5]) + (lanes[6] + lanes[7])));
        });

    [Fact]
    public void Squares_are_added_with_one_rounding_each()
    {
        // (1 + 2^-30)^2 is rounded away where it is rounded on its own.
        double[] values = [-1, 1 + Math.ScaleB(1, -30)];
        Assert.Equal(
            Math.FusedMultiplyAdd(values[1], values[1], 1),
            LaneReduction<SquareStep>.Reduce(new SquareStep(0), values));
    }

    [Fact]
    public void The_ends_of_floats_are_those_of_a_plain_loop() =>
        Gen.OneOf(Gen.Double[-2, 2], Gen.Const(double.NaN), Gen.Const(0.0), Gen.Const(-0.0)).Array[0, 40].Sample(values =>
        {
            var (least, greatest) = (double.NaN, double.NaN);
            foreach (var value in values)
            {
                if (!double.IsNaN(value) && !(least <= value))
                    least = value;
                if (!double.IsNaN(value) && !(greatest >= value))
                    greatest = value;
            }

            return BitConverter.DoubleToInt64Bits(least) == BitConverter.DoubleToInt64Bits(FloatExtremes.Least(values))
                && BitConverter.DoubleToInt64Bits(greatest)
                    == BitConverter.DoubleToInt64Bits(FloatExtremes.Greatest(values));
        });

    [Fact]
    public void Integers_are_reduced_as_by_a_plain_loop()
    {
        Check(Gen.OneOf(Gen.Long, Gen.Const(long.MinValue), Gen.Const(long.MaxValue)), long.MinValue);
        Check(Gen.OneOf(Gen.Int, Gen.Const(int.MinValue), Gen.Const(int.MaxValue)), int.MinValue);
        Check(Gen.OneOf(Gen.Short, Gen.Const(short.MinValue), Gen.Const(short.MaxValue)), short.MinValue);
        Check(Gen.Byte, (byte)0);
    }

    private static void Check<T>(Gen<T> elements, T none)
        where T : unmanaged, System.Numerics.IBinaryInteger<T>, System.Numerics.IMinMaxValue<T> =>
        elements.Array[1, 150].Sample(values =>
        {
            var (all, some, least, leastNotNull, greatest) = (0L, 0L, T.MaxValue, none, T.MinValue);
            var exact = System.Numerics.BigInteger.Zero;
            foreach (var value in values)
            {
                all = unchecked(all + long.CreateTruncating(value));
                some = unchecked(some + (value == none ? 0 : long.CreateTruncating(value)));
                exact += long.CreateTruncating(value);
                least = T.Min(least, value);
                greatest = T.Max(greatest, value);
                if (value != none && (leastNotNull == none || value < leastNotNull))
                    leastNotNull = value;
            }

            Assert.Equal(all, IntegerReductions.Sum<T>(values));
            Assert.Equal(some, IntegerReductions.Sum(values, none));
            Assert.Equal(least, IntegerReductions.Least<T>(values));
            Assert.Equal(greatest, IntegerReductions.Greatest<T>(values));
            if (none != T.Zero)
                Assert.Equal(leastNotNull, IntegerReductions.LeastNotNull<T>(values));
            if (values is long[] longs)
            {
                var (high, low) = IntegerReductions.Halves(longs);
                Assert.Equal(exact, ((System.Numerics.BigInteger)high << 32) + low);
            }
        });

    private static double InLanes(double[] values)
    {
        var whole = values.Length & -16;
        var total = 0.0;
        if (whole > 0)
        {
            var lanes = new double[16];
            for (var i = 0; i < whole; i++)
                lanes[i % 16] += values[i];
            var four = new double[4];
            for (var i = 0; i < 4; i++)
                four[i] = (lanes[i] + lanes[i + 4]) + (lanes[i + 8] + lanes[i + 12]);
            total = (four[0] + four[2]) + (four[1] + four[3]);
        }

        var rest = values[whole..];
        if (rest.Length >= 4)
        {
            double[] four = [total, 0, 0, 0];
            for (var i = 0; i < (rest.Length & -4); i++)
                four[i % 4] += rest[i];
            total = (four[0] + four[2]) + (four[1] + four[3]);
        }

        foreach (var value in rest[(rest.Length & -4)..])
            total += value;
        return total;
    }
}
