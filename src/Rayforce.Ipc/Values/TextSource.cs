namespace Rayforce;

/// <summary>Texts that do not lie as on the wire, and need not before somebody asks for them so.</summary>
internal abstract class TextSource
{
    /// <summary>How many texts there are.</summary>
    public abstract int Count { get; }

    /// <summary>The text at an index below the count.</summary>
    public abstract ReadOnlySpan<byte> this[int index] { get; }

    /// <summary>The bytes of all texts together.</summary>
    public virtual long Size()
    {
        long size = 0;
        for (var i = 0; i < Count; i++)
            size += this[i].Length;
        return size;
    }
}
