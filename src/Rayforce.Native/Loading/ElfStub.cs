using System.Buffers.Binary;
using System.Text;

namespace Rayforce.Native.Loading;

/// <summary>
/// A shared library that holds nothing but zeros under the names that another one wants, and needs that other one.
/// Loaded, the two are one scope: the other finds its symbols, and nobody else sees them.
/// </summary>
internal static class ElfStub
{
    private const int HeaderSize = 64;
    private const int SegmentSize = 56;
    private const int SymbolSize = 24;
    private const int EntrySize = 16;

    /// <summary>The largest page of a processor that there is a stub for; smaller ones are content with it.</summary>
    private const int PageSize = 0x10000;

    /// <summary>What each name gets: more than the largest object of Python's that is wanted, a type.</summary>
    private const int SlotSize = 512;

    private const int Readable = 4;
    private const int Writable = 2;

    /// <summary>Where in the file each part begins.</summary>
    private readonly record struct Layout(int Symbols, int Hash, int Names, int Dynamic, int End);

    /// <summary>Writes a stub.</summary>
    /// <param name="machine">The processor, by its number in the format.</param>
    /// <param name="name">What the stub is called: the loader knows libraries by their names.</param>
    /// <param name="needed">The path of the library that the loader shall load with it.</param>
    /// <param name="symbols">The names that the stub shall have.</param>
    public static byte[] Write(ushort machine, string name, string needed, IReadOnlyList<string> symbols)
    {
        var names = new List<byte> { 0 };
        var nameOffset = Add(names, name);
        var neededOffset = Add(names, needed);
        var symbolOffsets = symbols.Select(symbol => Add(names, symbol)).ToArray();
        var layout = Arrange(symbols.Count, names.Count);
        var file = new byte[layout.End];

        WriteHeader(file, machine);
        WriteSegments(file.AsSpan(HeaderSize), layout, symbols.Count);
        for (var i = 0; i < symbols.Count; i++)
            WriteSymbol(file.AsSpan(layout.Symbols + (i + 1) * SymbolSize), symbolOffsets[i], GetSlot(layout, i));
        WriteHash(file.AsSpan(layout.Hash), symbols);
        names.CopyTo(file, layout.Names);
        WriteDynamic(
            file.AsSpan(layout.Dynamic),
            [
                (1, neededOffset), // DT_NEEDED
                (14, nameOffset), // DT_SONAME
                (4, layout.Hash), // DT_HASH
                (5, layout.Names), // DT_STRTAB
                (6, layout.Symbols), // DT_SYMTAB
                (10, names.Count), // DT_STRSZ
                (11, SymbolSize), // DT_SYMENT
                (0, 0), // DT_NULL
            ]);
        return file;
    }

    private static int Add(List<byte> names, string name)
    {
        var offset = names.Count;
        names.AddRange(Encoding.UTF8.GetBytes(name));
        names.Add(0);
        return offset;
    }

    private static Layout Arrange(int symbols, int namesSize)
    {
        const int entries = 8;
        var start = HeaderSize + 3 * SegmentSize;
        var hash = start + (symbols + 1) * SymbolSize;
        var names = hash + GetHashSize(symbols);
        var dynamic = AlignUp(names + namesSize);
        return new Layout(start, hash, names, dynamic, dynamic + entries * EntrySize);
    }

    private static int AlignUp(int offset) => (offset + 7) & ~7;

    /// <summary>The slots lie behind the file, in memory that the loader zeroes.</summary>
    private static int GetSlot(Layout layout, int index) => layout.End + index * SlotSize;

    private static void WriteHeader(Span<byte> header, ushort machine)
    {
        "\u007fELF\u0002\u0001\u0001"u8.CopyTo(header);
        WriteShort(header[16..], 3); // A shared object.
        WriteShort(header[18..], machine);
        WriteInt(header[20..], 1);
        WriteLong(header[32..], HeaderSize); // Where the segments are told.
        WriteShort(header[52..], HeaderSize);
        WriteShort(header[54..], SegmentSize);
        WriteShort(header[56..], 3);
        WriteShort(header[58..], 64); // The size of a section, of which there are none.
    }

    private static void WriteSegments(Span<byte> segments, Layout layout, int symbols)
    {
        const int load = 1;
        const int dynamic = 2;
        const int stack = 0x6474e551;
        WriteSegment(segments, load, 0, layout.End, GetSlot(layout, symbols), PageSize);
        WriteSegment(
            segments[SegmentSize..], dynamic, layout.Dynamic, layout.End - layout.Dynamic,
            layout.End - layout.Dynamic, 8);
        // Without it the loader would make the stack of every thread executable.
        WriteSegment(segments[(2 * SegmentSize)..], stack, 0, 0, 0, 16);
    }

    private static void WriteSegment(Span<byte> segment, int type, int offset, int fileSize, int size, int alignment)
    {
        WriteInt(segment, type);
        WriteInt(segment[4..], Readable | Writable);
        WriteLong(segment[8..], offset);
        WriteLong(segment[16..], offset);
        WriteLong(segment[24..], offset);
        WriteLong(segment[32..], fileSize);
        WriteLong(segment[40..], size);
        WriteLong(segment[48..], alignment);
    }

    private static void WriteSymbol(Span<byte> symbol, int name, int address)
    {
        WriteInt(symbol, name);
        symbol[4] = 0x11; // Global, an object.
        WriteShort(symbol[6..], 1); // Defined: in which section does not matter.
        WriteLong(symbol[8..], address);
        WriteLong(symbol[16..], SlotSize);
    }

    private static int GetHashSize(int symbols) => sizeof(int) * (2 + GetBuckets(symbols) + symbols + 1);

    private static int GetBuckets(int symbols) => Math.Max(1, symbols);

    /// <summary>The table by which the loader finds a name: the first of each bucket, and for each the next.</summary>
    private static void WriteHash(Span<byte> table, IReadOnlyList<string> symbols)
    {
        var buckets = GetBuckets(symbols.Count);
        WriteInt(table, buckets);
        WriteInt(table[4..], symbols.Count + 1);
        var first = table[8..];
        var next = first[(sizeof(int) * buckets)..];
        for (var i = 0; i < symbols.Count; i++)
        {
            var bucket = first[(sizeof(int) * (int)(Hash(symbols[i]) % (uint)buckets))..];
            bucket[..sizeof(int)].CopyTo(next[(sizeof(int) * (i + 1))..]);
            WriteInt(bucket, i + 1);
        }
    }

    /// <summary>The hash function of the format.</summary>
    private static uint Hash(string name)
    {
        var hash = 0u;
        foreach (var character in Encoding.UTF8.GetBytes(name))
        {
            hash = (hash << 4) + character;
            var high = hash & 0xf0000000;
            hash = (hash ^ (high >> 24)) & ~high;
        }

        return hash;
    }

    private static void WriteDynamic(Span<byte> entries, ReadOnlySpan<(int Tag, int Value)> values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            WriteLong(entries[(i * EntrySize)..], values[i].Tag);
            WriteLong(entries[(i * EntrySize + 8)..], values[i].Value);
        }
    }

    private static void WriteShort(Span<byte> bytes, ushort value) =>
        BinaryPrimitives.WriteUInt16LittleEndian(bytes, value);

    private static void WriteInt(Span<byte> bytes, int value) => BinaryPrimitives.WriteInt32LittleEndian(bytes, value);

    private static void WriteLong(Span<byte> bytes, long value) => BinaryPrimitives.WriteInt64LittleEndian(bytes, value);
}
