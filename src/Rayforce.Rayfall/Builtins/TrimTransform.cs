using Rayforce.Rayfall.Types;

namespace Rayforce.Rayfall.Builtins;

/// <summary>A text without blanks at its ends.</summary>
internal sealed class TrimTransform() : TextTransform("trim")
{
    public override void Change(ReadOnlySpan<byte> utf8, TextBlockBuilder target) =>
        target.Add(utf8.Trim(" \t\n\v\f\r"u8));
}
