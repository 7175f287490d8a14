using System.Text;
using Rayforce.Text;

namespace Rayforce;

/// <summary>An atom of a fixed-width type.</summary>
/// <typeparam name="T">
/// <see cref="bool"/>, <see cref="byte"/>, <see cref="short"/>, <see cref="int"/>, <see cref="long"/>,
/// <see cref="float"/>, <see cref="double"/>, <see cref="RayDate"/>, <see cref="RayTime"/>, <see cref="RayTimestamp"/>,
/// <see cref="RayTimespan"/>, <see cref="RayGuid"/> or <see cref="RayChar"/>.
/// </typeparam>
public sealed class RayAtom<T> : RayAtom
    where T : unmanaged
{
    private readonly bool _flaggedNull;

    /// <summary>
    /// Makes an atom. A value that is the null sentinel of its type makes a null; a NaN is one, whatever its bits.
    /// </summary>
    /// <param name="value">The value.</param>
    /// <exception cref="NotSupportedException"><typeparamref name="T"/> is no element type of Rayforce.</exception>
    public RayAtom(T value)
        : this(RayElement<T>.Normalize(value), RayElement<T>.IsNull(value))
    {
    }

    internal RayAtom(T value, bool flaggedNull)
    {
        RayElement<T>.ThrowIfUnsupported();
        Value = value;
        _flaggedNull = flaggedNull;
    }

    /// <summary>
    /// The null of the type. Booleans and bytes have no null sentinel: theirs is a zero with a mark, and only wire
    /// version 3 carries it.
    /// </summary>
    public static RayAtom<T> Null { get; } = new(RayElement<T>.Null, flaggedNull: true);

    /// <summary>The value; the null sentinel where <see cref="IsNull"/>.</summary>
    public T Value { get; }

    /// <inheritdoc/>
    public override RayType Type => RayElement<T>.Type;

    /// <inheritdoc/>
    public override bool IsNull => _flaggedNull || RayElement<T>.IsNull(Value);

    /// <summary>The null mark as it travels in wire version 3: native may send a sentinel without it.</summary>
    internal bool IsFlaggedNull => _flaggedNull;

    /// <inheritdoc/>
    public override RayVector ToVector() => RayVector<T>.Wrap(new[] { Value });

    internal override string ReadAs => RayElement<T>.Descriptor.ReadAs;

    internal override void AppendRayfall(Utf8Text text)
    {
        if (IsNull)
            text.Append(RayElement<T>.Descriptor.NullLiteral);
        else
            RayElement<T>.Descriptor.Print(text, Value);
    }

    internal override void AppendConstructor(StringBuilder text) =>
        text.AppendCall(RayElement<T>.Descriptor.PythonName, Plain);

    internal override void AppendPlain(StringBuilder text) => text.Append(Plain);

    private protected override object? FindReader(Type type) =>
        RayElement<T>.Descriptor.FindReader(type, new[] { Value });

    private string Plain => RayElement<T>.Descriptor.ToPython(Value, IsNull);

    /// <inheritdoc/>
    public override bool Equals(RayObject? other) =>
        other is RayAtom<T> atom && IsNull == atom.IsNull
        && (IsNull || EqualityComparer<T>.Default.Equals(Value, atom.Value));

    /// <inheritdoc/>
    public override int GetHashCode() => IsNull ? (int)Type : EqualityComparer<T>.Default.GetHashCode(Value);
}
