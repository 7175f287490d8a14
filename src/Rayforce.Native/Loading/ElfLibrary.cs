using System.Buffers.Binary;
using System.Text;

namespace Rayforce.Native.Loading;

/// <summary>What a shared library in the ELF format says of itself, as far as a stub for it has to know.</summary>
/// <param name="Machine">The processor it was built for, by its number in the format.</param>
/// <param name="Undefined">The symbols that it wants from elsewhere.</param>
internal sealed record ElfLibrary(ushort Machine, IReadOnlyList<string> Undefined)
{
    private const int HeaderSize = 64;
    private const int SectionSize = 64;
    private const int SymbolSize = 24;
    private const int DynamicSymbols = 11;
    private const int MaxSize = 256 * 1024 * 1024;

    /// <summary>Reads a library of 64 bits, little-endian: other ones have no stub.</summary>
    /// <returns>What it says; null where the file is no such library, or cannot be read.</returns>
    public static ElfLibrary? Read(string path)
    {
        try
        {
            return new FileInfo(path) is { Exists: true, Length: <= MaxSize } ? Parse(File.ReadAllBytes(path)) : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Reads the bytes of a library.</summary>
    internal static ElfLibrary? Parse(ReadOnlySpan<byte> file)
    {
        if (file.Length < HeaderSize || !file.StartsWith("\u007fELF\u0002\u0001"u8))
            return null;
        try
        {
            var machine = BinaryPrimitives.ReadUInt16LittleEndian(file[18..]);
            var sections = GetRange(file, ReadLong(file[40..]), file.Length);
            var count = BinaryPrimitives.ReadUInt16LittleEndian(file[60..]);
            for (var i = 0; i < count; i++)
            {
                var section = sections.Slice(i * SectionSize, SectionSize);
                if (BinaryPrimitives.ReadInt32LittleEndian(section[4..]) != DynamicSymbols)
                    continue;
                var names = sections.Slice(ReadInt(section[40..]) * SectionSize, SectionSize);
                return new ElfLibrary(machine, ReadUndefined(GetContent(file, section), GetContent(file, names)));
            }
        }
        catch (ArgumentOutOfRangeException)
        {
            // Cut off, or damaged: the system's loader will say so.
        }

        return null;
    }

    private static List<string> ReadUndefined(ReadOnlySpan<byte> symbols, ReadOnlySpan<byte> names)
    {
        var undefined = new List<string>();
        for (; symbols.Length >= SymbolSize; symbols = symbols[SymbolSize..])
        {
            var section = BinaryPrimitives.ReadUInt16LittleEndian(symbols[6..]);
            var name = names[ReadInt(symbols)..];
            name = name[..Math.Max(0, name.IndexOf((byte)0))];
            if (section == 0 && !name.IsEmpty)
                undefined.Add(Encoding.UTF8.GetString(name));
        }

        return undefined;
    }

    private static ReadOnlySpan<byte> GetContent(ReadOnlySpan<byte> file, ReadOnlySpan<byte> section) =>
        GetRange(file, ReadLong(section[24..]), ReadLong(section[32..]));

    private static ReadOnlySpan<byte> GetRange(ReadOnlySpan<byte> file, long offset, long size)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(offset, file.Length);
        return file.Slice((int)offset, (int)Math.Min(size, file.Length - offset));
    }

    private static long ReadLong(ReadOnlySpan<byte> bytes) => BinaryPrimitives.ReadInt64LittleEndian(bytes);

    private static int ReadInt(ReadOnlySpan<byte> bytes) => BinaryPrimitives.ReadInt32LittleEndian(bytes);
}
