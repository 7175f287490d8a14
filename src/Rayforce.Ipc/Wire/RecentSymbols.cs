using System.Buffers.Binary;

namespace Rayforce.Ipc;

/// <summary>
/// Symbols that a payload has had lately, so that one that comes again is the same object: each has one place, by its
/// first and last bytes, which the next one may take.
/// </summary>
internal sealed class RecentSymbols
{
    private const int Places = 256;

    private readonly RaySymbol?[] _symbols = new RaySymbol?[Places];

    /// <summary>The symbol of some bytes, among which is no NUL.</summary>
    public RaySymbol Get(ReadOnlySpan<byte> utf8, bool isQuoted)
    {
        ref var symbol = ref _symbols[Place(utf8)];
        if (symbol is null || symbol.IsQuoted != isQuoted || !symbol.Utf8.SequenceEqual(utf8))
            symbol = RaySymbol.OfName(utf8, isQuoted);
        return symbol;
    }

    private static int Place(ReadOnlySpan<byte> utf8)
    {
        const ulong factor = 0x9E3779B97F4A7C15;
        var word = (ulong)utf8.Length;
        if (utf8.Length >= sizeof(ulong))
        {
            word ^= BinaryPrimitives.ReadUInt64LittleEndian(utf8)
                ^ (BinaryPrimitives.ReadUInt64LittleEndian(utf8.Slice(utf8.Length - sizeof(ulong))) << 1);
        }
        else
        {
            foreach (var letter in utf8)
                word = (word << 8) | letter;
        }

        return (int)((word * factor) >> 56);
    }
}
