namespace Rayforce.Rayfall.Kernels;

/// <summary>
/// Keys too wide for a code, by their hashes. Different keys may have the same code: who groups by them looks whether
/// the keys of a group are one (<see cref="KeyPacking"/>).
/// </summary>
internal sealed class HashedKeys : KeyColumn
{
    private readonly ReadOnlyMemory<ulong> _hashes;

    /// <param name="hashes">The hash of the key at each position.</param>
    public HashedKeys(ReadOnlyMemory<ulong> hashes) => (_hashes, Last) = (hashes, ulong.MaxValue);

    public override void Add(Span<ulong> codes, ulong stride, int start, ReadOnlySpan<int> rows)
    {
        var hashes = _hashes.Span.Slice(start, codes.Length);
        for (var i = 0; i < hashes.Length; i++)
            codes[i] += stride * hashes[i];
    }

    public override void Add(Span<uint> codes, uint stride, int start, ReadOnlySpan<int> rows) =>
        throw new NotSupportedException("Hashes take 64 bits.");
}
