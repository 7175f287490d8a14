using CsCheck;
using Rayforce.Rayfall.Kernels;

namespace Rayforce.Rayfall.Tests.Kernels;

public class ArithmeticKernelTests
{
    private static readonly Gen<long> Integer = Gen.OneOf(Gen.Long, Gen.Const(long.MinValue), Gen.Long[-3, 3]);

    private static readonly Gen<double> Real = Gen.OneOf(Gen.Double, Gen.Const(double.NaN), Gen.Double[-3, 3]);

    [Fact]
    public void Integers_wrap_and_nulls_stay()
    {
        Gen.Select(Integer.Array[0, 70], Integer).Sample((left, right) =>
        {
            var target = new long[left.Length];
            ArithmeticKernel.Run<long, MultiplyOperation<long>, IntegerGuard<long>, Elements<long>, Constant<long>>(
                new(left), new(right), target);
            Assert.Equal(
                left.Select(l => l == long.MinValue || right == long.MinValue ? long.MinValue : unchecked(l * right)),
                target);
        });
    }

    [Fact]
    public void What_is_not_finite_is_null()
    {
        Gen.Select(Real, Real.Array[0, 70]).Sample((left, right) =>
        {
            var target = new double[right.Length];
            ArithmeticKernel.Run<double, DivideOperation, FloatGuard<double>, Constant<double>, Elements<double>>(
                new(left), new(right), target);
            var expected = right.Select(r => double.IsFinite(left / r) ? left / r : double.Abs(double.NaN));
            Assert.Equal(
                expected.Select(BitConverter.DoubleToInt64Bits), target.Select(BitConverter.DoubleToInt64Bits));
        });
    }

    [Fact]
    public void Null_is_less_than_everything_and_equal_to_null()
    {
        Gen.Select(Real.Array[0, 70], Real).Sample((left, right) =>
        {
            var less = new byte[left.Length];
            var different = new byte[left.Length];
            ComparisonKernel.Run<double, LessComparison<double>, Elements<double>, Constant<double>>(
                new(left), new(right), negated: false, less);
            ComparisonKernel.Run<double, EqualComparison<double>, Elements<double>, Constant<double>>(
                new(left), new(right), negated: true, different);
            Assert.Equal(left.Select(l => l.CompareTo(right) < 0 ? (byte)1 : (byte)0), less);
            Assert.Equal(left.Select(l => l.CompareTo(right) != 0 ? (byte)1 : (byte)0), different);
        });
    }

    [Fact]
    public void Comparisons_of_every_width_agree()
    {
        Gen.Select(Gen.SByte.Array[0, 200], Gen.SByte).Sample((left, right) =>
        {
            var expected = left.Select(l => l < right ? (byte)1 : (byte)0).ToArray();
            Assert.Equal(expected, Less(Array.ConvertAll(left, l => (short)l), right));
            Assert.Equal(expected, Less(Array.ConvertAll(left, l => (int)l), right));
            Assert.Equal(expected, Less(Array.ConvertAll(left, l => (long)l), right));
            Assert.Equal(expected, Less(Array.ConvertAll(left, l => (float)l), right));
        });

        static byte[] Less<T>(T[] left, T right)
            where T : unmanaged, System.Numerics.INumber<T>
        {
            var target = new byte[left.Length];
            ComparisonKernel.Run<T, LessComparison<T>, Elements<T>, Constant<T>>(
                new(left), new(right), negated: false, target);
            return target;
        }
    }
}
