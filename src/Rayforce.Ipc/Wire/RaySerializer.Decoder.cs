using System.Text;

namespace Rayforce.Ipc;

/// <content>Reading.</content>
public static partial class RaySerializer
{
    /// <summary>Builds the objects of one payload.</summary>
    /// <param name="payloadSize">The bytes of the payload.</param>
    private ref struct Decoder(int payloadSize)
    {
        private int _depth;

        // List elements that may still come. Each takes a byte at least, and native makes up those that are missing, see
        // ReadList: a frame may have one made up for each of its bytes, so that what is allocated stays a small multiple
        // of the frame; native has no such bound.
        private long _elementsLeft = 2L * payloadSize;

        /// <summary>Reads one object.</summary>
        /// <returns>The object, or a null reference where the payload ends before it begins.</returns>
        public RayObject? Read(ref RayReader reader)
        {
            if (reader.Remaining == 0)
                return null;
            if (_depth == WireLimits.MaxDepth)
                throw new RayforceFormatException(WireStatus.TooDeep, reader.Offset);
            _depth++;
            var header = reader.ReadHeader();
            var value = header.IsAtom ? ReadAtom(ref reader, header) : ReadCompound(ref reader, header);
            _depth--;
            return value;
        }

        private RayObject? ReadAtom(ref RayReader reader, ObjectHeader header) => header.Type switch
        {
            RayType.B8 => ReadBoolean(ref reader, header),
            RayType.U8 => ReadAtom<byte>(ref reader, header),
            RayType.I16 => ReadAtom<short>(ref reader, header),
            RayType.I32 => ReadAtom<int>(ref reader, header),
            RayType.I64 => ReadAtom<long>(ref reader, header),
            RayType.F32 => ReadFloat(ref reader, header),
            RayType.F64 => ReadAtom<double>(ref reader, header),
            RayType.Date => ReadAtom<RayDate>(ref reader, header),
            RayType.Time => ReadAtom<RayTime>(ref reader, header),
            RayType.Timestamp => ReadAtom<RayTimestamp>(ref reader, header),
            RayType.Guid => ReadAtom<RayGuid>(ref reader, header),
            RayType.Char => ReadAtom<RayChar>(ref reader, header),
            RayType.Symbol => ReadSymbol(ref reader, header),
            RayType.String => ReadString(ref reader, header),
            RayType.Null => RayNull.Instance,
            RayType.Error => ReadError(ref reader),
            RayType.Lambda => ReadPair(ref reader, out var parameters, out var body) ? new RayLambda(parameters, body) : null,
            _ => new RayBuiltin(header.Type, reader.ReadName().ToArray()),
        };

        private RayObject? ReadCompound(ref RayReader reader, ObjectHeader header) => header.Type switch
        {
            RayType.List => ReadList(ref reader, header),
            RayType.B8 => ReadVector<bool>(ref reader, header),
            RayType.U8 => ReadVector<byte>(ref reader, header),
            RayType.I16 => ReadVector<short>(ref reader, header),
            RayType.I32 => ReadVector<int>(ref reader, header),
            RayType.I64 => ReadVector<long>(ref reader, header),
            RayType.F32 => ReadVector<float>(ref reader, header),
            RayType.F64 => ReadVector<double>(ref reader, header),
            RayType.Date => ReadVector<RayDate>(ref reader, header),
            RayType.Time => ReadVector<RayTime>(ref reader, header),
            RayType.Timestamp => ReadVector<RayTimestamp>(ref reader, header),
            RayType.Guid => ReadVector<RayGuid>(ref reader, header),
            RayType.Symbol => ReadSymbols(ref reader, header),
            RayType.String => ReadStrings(ref reader, header),
            RayType.Table => ReadTable(ref reader),
            _ => ReadPair(ref reader, out var keys, out var values) ? new RayDict(keys, values, header.Attributes) : null,
        };

        private static RayAtom<T> ReadAtom<T>(ref RayReader reader, ObjectHeader header)
            where T : unmanaged
        {
            var value = reader.ReadValue<T>();
            // Behind the null mark native puts the sentinel, whatever bytes were sent.
            return header.IsNullFlagged ? RayAtom<T>.Null : new RayAtom<T>(value, flaggedNull: false);
        }

        /// <summary>Native makes a boolean atom 0 or 1; the elements of a vector stay as they are.</summary>
        private static RayAtom<bool> ReadBoolean(ref RayReader reader, ObjectHeader header)
        {
            var value = reader.ReadValue<byte>() != 0;
            return header.IsNullFlagged ? RayAtom<bool>.Null : new RayAtom<bool>(value, flaggedNull: false);
        }

        /// <summary>Native holds the atom as a double, on the way to which a signalling NaN becomes a quiet one.</summary>
        private static RayAtom<float> ReadFloat(ref RayReader reader, ObjectHeader header)
        {
            const int quiet = 0x0040_0000;
            var bits = reader.ReadValue<int>();
            if (float.IsNaN(BitConverter.Int32BitsToSingle(bits)))
                bits |= quiet;
            var value = BitConverter.Int32BitsToSingle(bits);
            return header.IsNullFlagged ? RayAtom<float>.Null : new RayAtom<float>(value, flaggedNull: false);
        }

        private static RaySymbol ReadSymbol(ref RayReader reader, ObjectHeader header)
        {
            var name = reader.ReadName();
            // A symbol has no null: behind the null mark native keeps the empty name.
            return header.IsNullFlagged ? new RaySymbol([]) : new RaySymbol(name, header.IsQuoted);
        }

        private static RayString ReadString(ref RayReader reader, ObjectHeader header)
        {
            var text = reader.ReadBytes(header.Count);
            return header.IsNullFlagged ? RayString.Null : new RayString(text);
        }

        private RayError ReadError(ref RayReader reader)
        {
            if (_depth > 1)
                throw new RayforceFormatException(WireStatus.NestedError, reader.Offset - 1);
            if (reader.Version == WireVersion.V3)
                return new RayError(ErrorCodes.Unpack(reader.ReadValue<ulong>()), message: null, context: 0);
            var number = reader.ReadValue<byte>();
            var context = reader.ReadValue<long>();
            var message = number == ErrorCodes.User ? Encoding.UTF8.GetString(reader.ReadName()) : null;
            return new RayError(ErrorCodes.FromNumber(number), message, context);
        }

        private static RayVector<T> ReadVector<T>(ref RayReader reader, ObjectHeader header)
            where T : unmanaged => new(reader.ReadElements<T>(header.Count).ToArray(), header.Attributes);

        private static RaySymbolVector ReadSymbols(ref RayReader reader, ObjectHeader header)
        {
            var starts = new int[header.Count + 1];
            var found = NameScanner.FindStarts(reader.Rest, starts);
            if (found < starts.Length)
                throw new RayforceFormatException(WireStatus.Unterminated, reader.Offset + starts[found - 1]);
            return new RaySymbolVector(reader.ReadBytes(starts[^1]).ToArray(), starts, header.Attributes);
        }

        private static RayStringVector ReadStrings(ref RayReader reader, ObjectHeader header)
        {
            if ((long)header.Count * RayStringVector.Gap > reader.Remaining)
                throw new RayforceFormatException(WireStatus.BadLength, reader.Offset);
            var walk = reader;
            var start = reader.Offset;
            var starts = new int[header.Count + 1];
            for (var i = 0; i < header.Count; i++)
            {
                var count = walk.ReadTextCount();
                starts[i] = walk.Offset - start;
                walk.ReadBytes(count);
            }

            var size = walk.Offset - start;
            starts[header.Count] = size + RayStringVector.Gap;
            return new RayStringVector(reader.ReadBytes(size).ToArray(), starts, header.Attributes);
        }

        /// <summary>Where the payload ends inside a list, native makes up the elements that are missing, as nulls.</summary>
        private RayList ReadList(ref RayReader reader, ObjectHeader header)
        {
            if (header.Count > _elementsLeft)
                throw new RayforceFormatException(WireStatus.BadLength, reader.Offset);
            _elementsLeft -= header.Count;
            var items = new RayObject[header.Count];
            var read = 0;
            while (read < items.Length && Read(ref reader) is { } item)
                items[read++] = item;
            items.AsSpan(read).Fill(RayNull.Instance);
            return new RayList(items, header.Attributes);
        }

        private RayTable? ReadTable(ref RayReader reader)
        {
            var start = reader.Offset;
            if (!ReadPair(ref reader, out var names, out var columns))
                return null;
            if (columns is not RayList list || ToNames(names) is not { } symbols)
                throw new RayforceFormatException(WireStatus.BadTable, start);
            // Native takes as many columns as both have, and drops the list's attributes.
            var count = Math.Min(symbols.Count, list.Count);
            list = new RayList(list.Span.Slice(0, count).ToArray(), RayAttributes.None);
            return new RayTable(symbols.Take(count), list, RayTable.LengthOfFirst(list));
        }

        /// <summary>I64 names are symbol numbers of the sending process: the number is all there is to show.</summary>
        private static RaySymbolVector? ToNames(RayObject names) => names switch
        {
            RaySymbolVector symbols => symbols,
            RayVector<long> numbers => new RaySymbolVector(
                [.. numbers.Memory.ToArray().Select(number => number.ToString(System.Globalization.CultureInfo.InvariantCulture))]),
            _ => null,
        };

        /// <summary>Reads two objects; native takes a compound whose second part is missing for missing altogether.</summary>
        private bool ReadPair(ref RayReader reader, out RayObject first, out RayObject second)
        {
            first = Read(ref reader)!;
            second = first is null ? null! : Read(ref reader)!;
            return second is not null;
        }
    }
}
