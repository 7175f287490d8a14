using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Text;

namespace Rayforce;

/// <summary>
/// Makes strings of a block's texts; one that comes again, as most symbols do, is the same string. Each text has one
/// few places, by its length and its first and last bytes, which another one may take.
/// </summary>
internal readonly ref struct TextInterning
{
    /// <summary>Of fewer texts it is not worth it.</summary>
    public const int FewestTexts = 32;

    private const int MostPlaces = 4096;
    private const int Probes = 8;
    private const int WordSize = sizeof(ulong);

    private readonly ReadOnlySpan<byte> _block;
    private readonly Entry[] _places;
    private readonly int _shift;

    /// <param name="block">Where the texts lie.</param>
    /// <param name="count">How many there are; <see cref="FewestTexts"/> at least.</param>
    public TextInterning(ReadOnlySpan<byte> block, int count)
    {
        _block = block;
        var bits = 1;
        while (1 << bits < Math.Min(count, MostPlaces))
            bits++;
        _places = new Entry[1 << bits];
        _shift = 64 - bits;
    }

    /// <summary>The text at a place of the block.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public string Get(int start, int length)
    {
        // Most symbols are short: all of one is in a word, and mostly it is there.
        if ((uint)(length - 1) < WordSize && start <= _block.Length - WordSize)
        {
            var word = BinaryPrimitives.ReadUInt64LittleEndian(_block.Slice(start)) & (ulong.MaxValue >> (8 * (WordSize - length)));
            ref readonly var entry = ref _places[Home(word, (ulong)length)];
            if (entry.First == word && entry.Length == length)
                return entry.Text!;
        }

        return Find(start, length);
    }

    private string Find(int start, int length)
    {
        var utf8 = _block.Slice(start, length);
        if (length == 0)
            return string.Empty;

        // Up to sixteen bytes, first and last are all there is.
        var first = length >= WordSize ? BinaryPrimitives.ReadUInt64LittleEndian(utf8) : Gather(utf8);
        var last = length <= WordSize ? (ulong)length : BinaryPrimitives.ReadUInt64LittleEndian(utf8.Slice(length - WordSize));
        var home = Home(first, last);
        for (var probe = 0; probe < Probes; probe++)
        {
            ref var entry = ref _places[(home + probe) & (_places.Length - 1)];
            if (entry.Text is null)
                return entry.Set(first, last, start, length, utf8);
            if (entry.First == first && entry.Last == last && entry.Length == length
                && (length <= 2 * WordSize || _block.Slice(entry.Start, length).SequenceEqual(utf8)))
                return entry.Text;
        }

        return _places[home].Set(first, last, start, length, utf8);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int Home(ulong first, ulong last) =>
        (int)(((first ^ (last << 7) ^ (last >> 57)) * 0x9E37_79B9_7F4A_7C15) >> _shift);

    private static ulong Gather(ReadOnlySpan<byte> utf8)
    {
        var word = 0UL;
        for (var i = utf8.Length - 1; i >= 0; i--)
            word = (word << 8) | utf8[i];
        return word;
    }

    private struct Entry
    {
        public ulong First;
        public ulong Last;
        public int Start;
        public int Length;
        public string? Text;

        public string Set(ulong first, ulong last, int start, int length, ReadOnlySpan<byte> utf8)
        {
            (First, Last, Start, Length) = (first, last, start, length);
            return Text = Encoding.UTF8.GetString(utf8);
        }
    }
}
