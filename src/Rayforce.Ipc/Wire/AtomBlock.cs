using System.Buffers.Binary;

namespace Rayforce.Ipc;

/// <summary>
/// Atoms of a list as they lie on the wire (version 3). Long lists are mostly made of atoms: each becomes an object when
/// the list is looked into, and none while it is only passed on.
/// </summary>
/// <param name="bytes">The atoms, as <see cref="TryMeasure"/> has found them.</param>
/// <param name="count">How many there are.</param>
internal sealed class AtomBlock(ReadOnlyMemory<byte> bytes, int count) : ListSource(count)
{
    private const int HeaderSize = 2;

    // Code and flags of an atom, as one number.
    private const short I64Header = 256 - (int)RayType.I64;
    private const short F64Header = 256 - (int)RayType.F64;
    private const short StringHeader = 256 - (int)RayType.String;
    private const short SymbolHeader = 256 - (int)RayType.Symbol;
    private const short QuotedHeader = SymbolHeader | (ObjectHeader.QuotedFlag << 8);

    // By the first byte of an object: how many bytes an atom of fixed width has behind its header, 0 for all else.
    private static readonly byte[] Widths = MakeWidths();

    /// <summary>The atoms as they lie on the wire.</summary>
    public ReadOnlySpan<byte> Bytes => bytes.Span;

    /// <summary>
    /// Looks whether bytes begin with so many whole atoms that would be written as they are: without a mark, and neither
    /// booleans nor F32, whose bits may change.
    /// </summary>
    /// <param name="source">The bytes.</param>
    /// <param name="count">How many atoms there have to be.</param>
    /// <param name="size">The bytes that they take.</param>
    public static bool TryMeasure(ReadOnlySpan<byte> source, int count, out int size)
    {
        size = 0;
        for (var i = 0; i < count; i++)
        {
            var atom = source.Slice(size);
            if (atom.Length < HeaderSize)
                return false;
            var content = atom.Slice(HeaderSize);
            long length = atom[1] == 0 ? Widths[atom[0]] : 0;
            if (length == 0)
            {
                length = BinaryPrimitives.ReadInt16LittleEndian(atom) switch
                {
                    SymbolHeader or QuotedHeader => content.IndexOf((byte)0) + 1,
                    StringHeader when content.Length >= sizeof(long)
                        && BinaryPrimitives.ReadInt64LittleEndian(content) is >= 0 and <= int.MaxValue and var text => sizeof(long) + text,
                    _ => 0,
                };
            }

            if (length == 0 || length > content.Length)
                return false;
            size += HeaderSize + (int)length;
        }

        return true;
    }

    /// <inheritdoc/>
    public override RayObject[] Make()
    {
        var atoms = new RayObject[Count];
        var symbols = new RecentSymbols();
        var reader = new RayReader(Bytes, WireVersion.V3);
        for (var i = 0; i < atoms.Length; i++)
            atoms[i] = Read(ref reader, symbols);
        return atoms;
    }

    private static RayObject Read(ref RayReader reader, RecentSymbols symbols)
    {
        var rest = reader.Rest;
        var header = BinaryPrimitives.ReadInt16LittleEndian(rest);
        switch (header)
        {
            case I64Header:
                reader.Skip(HeaderSize + sizeof(long));
                return SmallIntegers.Atom(BinaryPrimitives.ReadInt64LittleEndian(rest.Slice(HeaderSize)));
            case F64Header:
                reader.Skip(HeaderSize + sizeof(double));
                return new RayAtom<double>(
                    BitConverter.Int64BitsToDouble(BinaryPrimitives.ReadInt64LittleEndian(rest.Slice(HeaderSize))), flaggedNull: false);
            case SymbolHeader or QuotedHeader:
                var name = rest.Slice(HeaderSize, rest.Slice(HeaderSize).IndexOf((byte)0));
                reader.Skip(HeaderSize + name.Length + 1);
                return symbols.Get(name, isQuoted: header == QuotedHeader);
            case StringHeader:
                var length = (int)BinaryPrimitives.ReadInt64LittleEndian(rest.Slice(HeaderSize));
                reader.Skip(HeaderSize + sizeof(long) + length);
                return new RayString(rest.Slice(HeaderSize + sizeof(long), length));
            default:
                return RaySerializer.Deserialize(ref reader);
        }
    }

    private static byte[] MakeWidths()
    {
        var widths = new byte[256];
        foreach (var type in new[]
        {
            RayType.U8, RayType.I16, RayType.I32, RayType.I64, RayType.F64, RayType.Date, RayType.Time, RayType.Timestamp,
            RayType.Timespan, RayType.Guid,
        })
        {
            widths[256 - (int)type] = (byte)WireTypes.GetWidth(WireVersion.V3, type);
        }

        return widths;
    }
}
