using System.Text;
using Rayforce.Text;

namespace Rayforce;

/// <summary>
/// A symbol atom. Unquoted it is a <em>name</em>, which evaluation resolves; quoted it is a literal. Wire version 1 has
/// no mark for the difference, so there it is lost.
/// </summary>
public sealed class RaySymbol : RayObject
{
    private readonly byte[] _utf8;
    private string? _name;

    /// <summary>Makes a symbol.</summary>
    /// <param name="name">The text; it may not contain a NUL, which ends a symbol on the wire.</param>
    /// <param name="quoted">Whether it is a literal.</param>
    /// <exception cref="ArgumentException">
    /// The text contains a NUL, or half a surrogate pair, which UTF-8 cannot hold.
    /// </exception>
    public RaySymbol(string name, bool quoted = false)
        : this(WithoutNul(StrictUtf8.GetBytes(name, nameof(name))), quoted)
    {
        _name = name;
    }

    /// <summary>Makes a symbol of its bytes, which are kept as they are, valid UTF-8 or not.</summary>
    /// <param name="utf8">The bytes, without a NUL.</param>
    /// <param name="quoted">Whether it is a literal.</param>
    /// <exception cref="ArgumentException">The bytes contain a NUL.</exception>
    public RaySymbol(ReadOnlySpan<byte> utf8, bool quoted = false)
        : this(WithoutNul(utf8.ToArray()), quoted)
    {
    }

    private RaySymbol(byte[] utf8, bool quoted) => (_utf8, IsQuoted) = (utf8, quoted);

    /// <summary>The text as it travels.</summary>
    public ReadOnlySpan<byte> Utf8 => _utf8;

    /// <summary>The text; bytes that are no UTF-8 show as U+FFFD.</summary>
    public string Name => _name ??= Encoding.UTF8.GetString(_utf8);

    /// <summary>Whether this is a literal, not a name to resolve.</summary>
    public bool IsQuoted { get; }

    /// <summary>A symbol of bytes that are known to have no NUL.</summary>
    internal static RaySymbol OfName(ReadOnlySpan<byte> utf8, bool isQuoted) => new(utf8.ToArray(), isQuoted);

    /// <inheritdoc/>
    public override RayType Type => RayType.Symbol;

    /// <inheritdoc/>
    public override bool Equals(RayObject? other) =>
        other is RaySymbol symbol && IsQuoted == symbol.IsQuoted && Utf8.SequenceEqual(symbol.Utf8);

    /// <inheritdoc/>
    public override int GetHashCode() => RayBytes.Hash(_utf8);

    internal override string ReadAs => nameof(String);

    internal override void AppendRayfall(Utf8Text text) => text.AppendSymbol(_utf8);

    internal override void AppendConstructor(StringBuilder text) =>
        text.AppendCall("Symbol", PythonLiteral.Format(Name));

    internal override void AppendPlain(StringBuilder text) => text.Append(PythonLiteral.Format(Name));

    private protected override object? FindReader(Type type) =>
        type == typeof(string) ? new TextReader([Name]) : null;

    private static byte[] WithoutNul(byte[] utf8) => utf8.AsSpan().IndexOf((byte)0) < 0 ? utf8 : throw new ArgumentException(
        "A symbol may not contain a NUL: it ends the symbol on the wire.", nameof(utf8));
}
