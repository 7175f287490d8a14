namespace Rayforce.Rayfall.Kernels;

/// <summary>How codes are shared out to parts.</summary>
internal abstract class CodeParts<TCode>(int count)
    where TCode : unmanaged
{
    /// <summary>How many parts there are.</summary>
    public int Count => count;

    /// <summary>The part that each code belongs to.</summary>
    public abstract void Of(ReadOnlySpan<TCode> codes, Span<ushort> parts);

    /// <summary>A table for the codes of one part.</summary>
    public abstract CodeTable<TCode> MakeTable();
}
