using System.Numerics;
using Rayforce.Rayfall.Kernels;
using Rayforce.Rayfall.Types;

namespace Rayforce.Rayfall.Expressions;

/// <summary>A function of a number, computed in one type of numbers.</summary>
/// <param name="name">Its name.</param>
/// <param name="operand">The type of the operand.</param>
/// <param name="result">The type of the result.</param>
/// <param name="numbers">The type in which it is computed.</param>
/// <param name="kernel">The function.</param>
internal sealed class NumericOperation<T>(
    string name, ElementType operand, ElementType result, ElementType<T> numbers, UnaryKernel<T> kernel)
    : UnaryOperation
    where T : unmanaged, INumber<T>, IMinMaxValue<T>
{
    private readonly AtomReader<T> _reader = new(operand, T.One);
    private readonly ArithmeticTypes _types = new(operand, operand, result);
    private readonly ElementType<T> _numbers = result as ElementType<T> ?? numbers;

    /// <summary>Whether the null that comes of a number is marked as one where it is an atom.</summary>
    public bool MarksNulls { get; init; }

    public override Value Apply(Value atom)
    {
        if (!_reader.TryRead(atom, out var number))
            return result.NullAtom;
        Span<T> one = [number];
        kernel(one, one);
        return T.IsFinite(one[0]) ? _types.ToAtom(one[0]) : !MarksNulls && result.Type == RayType.F64 ? Value.NotFinite : result.NullAtom;
    }

    public override RowExpression Over(RowExpression argument)
    {
        var computed = new UnaryExpression<T>(name, _numbers, Conversions.To(argument, numbers), kernel);
        return ReferenceEquals(_numbers, result) ? computed : Conversions.To(computed, result);
    }
}
