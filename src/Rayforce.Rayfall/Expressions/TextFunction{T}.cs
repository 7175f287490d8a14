using Rayforce.Rayfall.Types;

namespace Rayforce.Rayfall.Expressions;

/// <summary>What is computed of one text, and of nothing else: so it need be computed only once for each.</summary>
internal abstract class TextFunction<T>(string name, ElementType<T> elements)
    where T : unmanaged
{
    public string Name => name;

    public ElementType<T> Elements => elements;

    /// <summary>Whether there is a null among the results of some texts.</summary>
    /// <param name="hasNulls">Whether there is an empty one among these.</param>
    public abstract bool MakesNulls(bool hasNulls);

    public abstract T Of(ReadOnlySpan<byte> utf8);

    /// <summary>The results of the texts of a block from one on.</summary>
    public virtual void Of(TextBlock texts, int start, Span<T> target)
    {
        for (var i = 0; i < target.Length; i++)
            target[i] = Of(texts.Utf8(start + i));
    }
}
