using System.Runtime.InteropServices;

namespace Rayforce.Rayfall.Kernels;

/// <summary>Guids as keys.</summary>
internal sealed class GuidKeys(ReadOnlyMemory<Guid> guids) : WideKeys
{
    public override ulong Hash(int row, ulong seed)
    {
        var words = MemoryMarshal.Cast<Guid, ulong>(guids.Span.Slice(row, 1));
        return Mixing.Hash(words[0] ^ seed, words[1]);
    }

    public override bool Equal(int row, int other) => guids.Span[row] == guids.Span[other];
}
