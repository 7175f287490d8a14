using Rayforce.Rayfall.Types;

namespace Rayforce.Rayfall.Builtins;

/// <summary>A run of bytes of a text.</summary>
/// <param name="start">The first byte, counted from 1; nothing gives empty texts.</param>
/// <param name="length">How many bytes; negative for all that follow, nothing gives empty texts.</param>
internal sealed class SubstringTransform(long? start, long? length) : TextTransform("substr")
{
    /// <summary>As native, which marks only where a place is null.</summary>
    public override NullMark Mark(bool isSymbol) => start is null || length is null ? NullMark.IfAny : NullMark.No;

    public override void Change(ReadOnlySpan<byte> utf8, TextBlockBuilder target) =>
        target.Add(Of(utf8, start, length));

    public static ReadOnlySpan<byte> Of(ReadOnlySpan<byte> utf8, long? start, long? length)
    {
        if (start is not { } place || length is not { } most)
            return default;
        var first = Math.Clamp(place - 1, 0, utf8.Length);
        var rest = utf8[(int)first..];
        return most < 0 || most > rest.Length ? rest : rest[..(int)most];
    }
}
