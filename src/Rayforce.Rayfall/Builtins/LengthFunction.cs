using Rayforce.Rayfall.Expressions;
using Rayforce.Rayfall.Types;

namespace Rayforce.Rayfall.Builtins;

/// <summary>The bytes that a text has; of the empty one, which is the null, the null.</summary>
internal sealed class LengthFunction() : TextFunction<long>("strlen", ElementTypes.I64)
{
    public static LengthFunction Instance { get; } = new();

    public override bool MakesNulls(bool hasNulls) => hasNulls;

    public override long Of(ReadOnlySpan<byte> utf8) => utf8.IsEmpty ? ElementTypes.I64.Null : utf8.Length;

    public override void Of(TextBlock texts, int start, Span<long> target)
    {
        var starts = texts.Starts.Span.Slice(start, target.Length + 1);
        var gap = texts.Gap;
        for (var i = 0; i < target.Length; i++)
        {
            long length = starts[i + 1] - gap - starts[i];
            target[i] = length == 0 ? ElementTypes.I64.Null : length;
        }
    }
}
