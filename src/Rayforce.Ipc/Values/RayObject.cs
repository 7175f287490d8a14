using Rayforce.Text;

namespace Rayforce;

/// <summary>
/// A Rayforce value: an atom, a vector, a compound, a function, the null or an error. Values are immutable, so that they
/// can be shared between threads and requests.
/// </summary>
public abstract partial class RayObject : IEquatable<RayObject>
{
    private protected RayObject()
    {
    }

    /// <summary>What this object is. <see cref="IsAtom"/> tells an atom from a vector of the same type.</summary>
    public abstract RayType Type { get; }

    /// <summary>Whether this is a single value: an atom, a function, the null or an error.</summary>
    public virtual bool IsAtom => true;

    /// <summary>Makes an I64 atom.</summary>
    /// <param name="value">The number; <see cref="long.MinValue"/> is the null.</param>
    public static implicit operator RayObject(long value) => new RayAtom<long>(value);

    /// <summary>Makes an F64 atom.</summary>
    /// <param name="value">The number; a NaN is the null.</param>
    public static implicit operator RayObject(double value) => new RayAtom<double>(value);

    /// <summary>Makes a B8 atom.</summary>
    /// <param name="value">The truth value.</param>
    public static implicit operator RayObject(bool value) => new RayAtom<bool>(value);

    /// <summary>Makes a String atom.</summary>
    /// <param name="value">The text, kept as UTF-8.</param>
    public static implicit operator RayObject(string value) => new RayString(value);

    /// <summary>Whether both are the same value of the same type. Nulls of one type are equal to each other.</summary>
    /// <param name="other">The value to compare with.</param>
    public abstract bool Equals(RayObject? other);

    /// <inheritdoc/>
    public sealed override bool Equals(object? obj) => obj is RayObject other && Equals(other);

    /// <inheritdoc/>
    public abstract override int GetHashCode();

    /// <summary>
    /// The value as Rayfall text, as native Rayforce prints it: <c>[1 2 3]</c>, <c>{a:1 b:2}</c>. Long vectors are cut
    /// with <c>..</c> as native cuts them.
    /// </summary>
    public string ToRayfall() => RayfallText.Format(this);

    /// <summary>The constructor form that the Python binding prints: <c>I64(3)</c>, <c>Symbol('abc')</c>.</summary>
    public override string ToString() => ConstructorText.Format(this);
}
