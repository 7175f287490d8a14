using System.Numerics;
using Rayforce.Rayfall.Types;

namespace Rayforce.Rayfall.Expressions;

/// <summary>Reads atoms of one type as the numbers with which an operation computes.</summary>
/// <param name="type">The type of the atoms, at most 64 bits wide.</param>
/// <param name="scale">What integers are multiplied by: a time becomes nanoseconds.</param>
/// <param name="rounds">Whether floats are rounded, not cut off, where integers are computed with.</param>
internal readonly struct AtomReader<T>(ElementType type, T scale, bool rounds = false)
    where T : unmanaged, INumber<T>, IMinMaxValue<T>
{
    private readonly bool _isFloat = type.IsFloat;

    // No atom of a type without null has these bits.
    private readonly long _none = type.HasNull && !type.IsFloat ? type.NullAtom.Bits : long.MinValue;

    /// <summary>The null of the numbers computed with: the least integer, or no number.</summary>
    public static T Null => typeof(T) == typeof(double) || typeof(T) == typeof(float)
        ? T.CreateTruncating(double.Abs(double.NaN))
        : T.MinValue;

    /// <summary>The number.</summary>
    /// <returns>Whether it is not null.</returns>
    public bool TryRead(Value atom, out T number)
    {
        if (_isFloat)
        {
            var real = atom.Double;
            if (rounds)
                real = Math.Round(real, MidpointRounding.AwayFromZero);
            number = double.IsNaN(real) ? Null : T.CreateTruncating(real) * scale;
            return !double.IsNaN(real);
        }

        var isNull = atom.Bits == _none;
        number = isNull ? Null : unchecked(T.CreateTruncating(atom.Bits) * scale);
        return !isNull;
    }
}
