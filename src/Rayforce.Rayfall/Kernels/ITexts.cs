namespace Rayforce.Rayfall.Kernels;

/// <summary>Texts by number.</summary>
internal interface ITexts
{
    ReadOnlySpan<byte> this[int id] { get; }
}
