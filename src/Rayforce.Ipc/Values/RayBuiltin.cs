using System.Text;
using Rayforce.Text;

namespace Rayforce;

/// <summary>A builtin function, by name. What a name means is the peer's matter, so any name is kept.</summary>
public sealed class RayBuiltin : RayObject
{
    /// <summary>Native prints no more of a name.</summary>
    private const int MaxPrinted = 13;

    private readonly byte[] _utf8;

    /// <summary>Makes a reference to a builtin.</summary>
    /// <param name="type">
    /// <see cref="RayType.Unary"/>, <see cref="RayType.Binary"/> or <see cref="RayType.Variadic"/>.
    /// </param>
    /// <param name="name">The name, without a NUL.</param>
    /// <exception cref="ArgumentException">
    /// The type is none of the three, or the name contains a NUL or half a surrogate pair.
    /// </exception>
    public RayBuiltin(RayType type, string name)
        : this(type, StrictUtf8.GetBytes(name, nameof(name)))
    {
        if (type is not (RayType.Unary or RayType.Binary or RayType.Variadic))
            throw new ArgumentException($"{type} is no type of a builtin.", nameof(type));
        if (name.Contains('\0'))
            throw new ArgumentException("A name may not contain a NUL: it ends the name on the wire.", nameof(name));
    }

    internal RayBuiltin(RayType type, byte[] utf8)
    {
        Type = type;
        _utf8 = utf8;
    }

    /// <inheritdoc/>
    public override RayType Type { get; }

    /// <summary>The name as it travels.</summary>
    public ReadOnlySpan<byte> Utf8 => _utf8;

    /// <summary>The name.</summary>
    public string Name => Encoding.UTF8.GetString(_utf8);

    /// <inheritdoc/>
    public override bool Equals(RayObject? other) =>
        other is RayBuiltin builtin && Type == builtin.Type && Utf8.SequenceEqual(builtin.Utf8);

    /// <inheritdoc/>
    public override int GetHashCode() => RayBytes.Hash(_utf8);

    internal override void AppendRayfall(Utf8Text text)
    {
        text.Append("<"u8);
        text.Append(Utf8.Slice(0, Math.Min(_utf8.Length, MaxPrinted)));
        text.Append(">"u8);
    }

    internal override void AppendConstructor(StringBuilder text) =>
        text.AppendCall("Operation", PythonLiteral.Format(Name));
}
