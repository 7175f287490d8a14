using System.Text;
using Rayforce.Text;

namespace Rayforce;

/// <summary>
/// A Rayforce value: an atom, a vector, a compound, a function, the null or an error. Values are immutable, so that
/// they can be shared between threads and requests.
/// </summary>
public abstract partial class RayObject : IEquatable<RayObject>
{
    /// <summary>
    /// The deepest that objects nest, the outermost counted: no peer takes more, and what walks an object has to end.
    /// </summary>
    public const int MaxDepth = 512;

    private protected RayObject()
    {
    }

    /// <summary>What this object is. <see cref="IsAtom"/> tells an atom from a vector of the same type.</summary>
    public abstract RayType Type { get; }

    /// <summary>Whether this is a single value: an atom, a function, the null or an error.</summary>
    public virtual bool IsAtom => true;

    /// <summary>Makes an I64 atom.</summary>
    /// <param name="value">The number.</param>
    /// <exception cref="OverflowException">The number is <see cref="long.MinValue"/>, which would become the null
    /// unseen. For the null write <c>RayAtom&lt;long&gt;.Null</c>.</exception>
    public static implicit operator RayObject(long value) => RayElement<long>.IsNull(value)
        ? throw RayElement<long>.NoNumber(value)
        : new RayAtom<long>(value);

    /// <summary>Makes an F64 atom.</summary>
    /// <param name="value">The number; a NaN is the null.</param>
    public static implicit operator RayObject(double value) => new RayAtom<double>(value);

    /// <summary>Makes an F32 atom.</summary>
    /// <param name="value">The number; a NaN is the null.</param>
    public static implicit operator RayObject(float value) => new RayAtom<float>(value);

    /// <summary>Makes a B8 atom.</summary>
    /// <param name="value">The truth value.</param>
    public static implicit operator RayObject(bool value) => new RayAtom<bool>(value);

    /// <summary>Makes a String atom.</summary>
    /// <param name="value">The text, kept as UTF-8.</param>
    /// <exception cref="ArgumentException">The text has half a surrogate pair, which UTF-8 cannot hold.</exception>
    public static implicit operator RayObject(string value) => new RayString(value);

    /// <summary>Whether both are the same value of the same type. Nulls of one type are equal to each other.</summary>
    /// <param name="other">The value to compare with.</param>
    public abstract bool Equals(RayObject? other);

    /// <inheritdoc/>
    public sealed override bool Equals(object? obj) => obj is RayObject other && Equals(other);

    /// <inheritdoc/>
    public abstract override int GetHashCode();

    /// <summary>
    /// The value as Rayfall text, as native Rayforce (wire version 3) prints it: <c>[1 2 3]</c>, <c>{a:1 b:2}</c>, a
    /// table in a box. Numbers have two decimals; vectors are cut with <c>..</c> at 80 bytes, lists and dicts after 50
    /// elements, tables after 10 columns and 20 rows. Bytes that are no UTF-8 show as U+FFFD. Never throws.
    /// </summary>
    public string ToRayfall()
    {
        var text = new Utf8Text();
        AppendRayfall(text);
        return text.ToString();
    }

    /// <summary>
    /// The constructor form that the Python binding prints: <c>I64(3)</c>, <c>Symbol('abc')</c>,
    /// <c>Vector([I64(1), Null])</c>, <c>Date(datetime.date(2024, 1, 2))</c>, <c>Dict({'a': 1})</c>. A table shows its
    /// rows in a box, and inside another value <c>Table[Symbol('a'), Symbol('b')]</c>. Never throws.
    /// </summary>
    /// <remarks>
    /// Where the binding fails or misleads, the form is ours: the null of a date, time or timestamp is
    /// <c>Date(None)</c>; one that Python's types cannot hold shows its number, <c>Time(-1)</c>; a timespan, which the
    /// binding does not know, shows its nanoseconds, <c>Timespan(1500)</c>; a builtin is
    /// <c>Operation('sum')</c>, an error <c>Error('type')</c>, with its message where there is one; a lambda shows its
    /// parts as <c>Fn(args: …; body: …)</c>; a dict whose keys and values do not pair is <c>Dict.from_items(…, …)</c>.
    /// After 100 elements of a vector, list or dict, or 65,536 characters in all, no further element is begun and
    /// <c>..</c> stands for the rest.
    /// </remarks>
    public override string ToString()
    {
        var text = new StringBuilder();
        AppendConstructor(text);
        return text.ToString();
    }

    /// <summary>How deep this is nested: 1, and 1 more than the deepest of its parts where it has some.</summary>
    internal virtual int Depth => 1;

    /// <summary>How many elements a vector or list has; 0 for everything else.</summary>
    internal virtual int ElementCount => 0;

    /// <summary>The element at an index of a vector, as an atom, or of a list.</summary>
    internal virtual RayObject ElementAt(int index) =>
        throw new ArgumentOutOfRangeException(nameof(index), index, $"A {Type} has no elements.");

    /// <summary>Prints the value as <see cref="ToRayfall"/> does.</summary>
    internal abstract void AppendRayfall(Utf8Text text);

    /// <summary>Prints the value as <see cref="ToString"/> does.</summary>
    internal abstract void AppendConstructor(StringBuilder text);

    /// <summary>Prints the value as Python holds it inside a dict, without the outermost constructor.</summary>
    internal virtual void AppendPlain(StringBuilder text) => AppendConstructor(text);

    private protected void ThrowIfTooDeep()
    {
        if (Depth > MaxDepth)
            throw new TooDeepException();
    }
}
