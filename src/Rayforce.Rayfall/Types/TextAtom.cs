namespace Rayforce.Rayfall.Types;

/// <summary>A string.</summary>
/// <param name="utf8">Its bytes.</param>
/// <param name="isFlaggedNull">
/// Whether an empty one is marked as the null on the wire: so is what was taken out of a vector.
/// </param>
internal sealed class TextAtom(ReadOnlyMemory<byte> utf8, bool isFlaggedNull = false) : Datum
{
    public static TextAtom Empty { get; } = new(ReadOnlyMemory<byte>.Empty);

    public ReadOnlyMemory<byte> Memory => utf8;

    public ReadOnlySpan<byte> Utf8 => utf8.Span;

    public bool IsFlaggedNull => isFlaggedNull;

    public override RayType Type => RayType.String;
}
