using System.Text;
using Rayforce.Text;

namespace Rayforce;

/// <summary>
/// A String atom: any bytes, as a rule UTF-8, a NUL inside included. In wire version 1 it travels as a vector of chars.
/// </summary>
public sealed class RayString : RayObject
{
    private readonly byte[] _utf8;
    private string? _value;

    /// <summary>Makes a string of a .NET text.</summary>
    /// <param name="value">The text.</param>
    /// <exception cref="ArgumentException">The text has half a surrogate pair, which UTF-8 cannot hold.</exception>
    public RayString(string value)
    {
        _utf8 = StrictUtf8.GetBytes(value, nameof(value));
        _value = value;
    }

    /// <summary>Makes a string of its bytes, which are kept as they are, valid UTF-8 or not.</summary>
    /// <param name="utf8">The bytes.</param>
    public RayString(ReadOnlySpan<byte> utf8)
        : this(utf8, isNull: false)
    {
    }

    private RayString(ReadOnlySpan<byte> utf8, bool isNull)
    {
        _utf8 = utf8.ToArray();
        IsNull = isNull;
    }

    /// <summary>
    /// The empty string with the null mark of wire version 3: a null String, which is also what an empty string is that
    /// comes out of a vector (native 2.11.0 and 3.0.1). It equals the empty string.
    /// </summary>
    public static RayString Null { get; } = new([], isNull: true);

    /// <summary>The text as it travels.</summary>
    public ReadOnlySpan<byte> Utf8 => _utf8;

    /// <summary>The text; bytes that are no UTF-8 show as U+FFFD.</summary>
    public string Value => _value ??= Encoding.UTF8.GetString(_utf8);

    /// <summary>Whether the null mark is set.</summary>
    public bool IsNull { get; }

    /// <inheritdoc/>
    public override RayType Type => RayType.String;

    /// <inheritdoc/>
    public override bool Equals(RayObject? other) =>
        other is RayString text && Utf8.SequenceEqual(text.Utf8);

    /// <inheritdoc/>
    public override int GetHashCode() => RayBytes.Hash(_utf8);

    internal override string ReadAs => nameof(String);

    internal override void AppendRayfall(Utf8Text text) => text.AppendQuoted(_utf8);

    internal override void AppendConstructor(StringBuilder text) =>
        text.AppendCall("String", PythonLiteral.Format(Value));

    internal override void AppendPlain(StringBuilder text) => text.Append(PythonLiteral.Format(Value));

    private protected override object? FindReader(Type type) =>
        type == typeof(string) ? new TextReader([Value]) : null;
}
