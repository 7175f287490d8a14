using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;

namespace Rayforce.Ipc;

/// <content>Reading.</content>
public static partial class RaySerializer
{
    /// <summary>
    /// Builds the objects of one payload. What is malformed travels up as a null reference and a status: the exception
    /// is thrown once, at the top.
    /// </summary>
    /// <param name="payloadSize">The bytes of the payload.</param>
    /// <param name="options">What to accept.</param>
    /// <param name="budget">What the objects may take; null for as much as they do.</param>
    /// <param name="memory">The payload, where what is decoded is to lie in it; empty to copy.</param>
    private ref struct Decoder(int payloadSize, RayReadOptions options, RayReadBudget? budget, ReadOnlyMemory<byte> memory)
    {
        // A shorter list of atoms is made at once.
        private const int FewElements = 16;

        private readonly bool _readsOlder = (options & RayReadOptions.OlderCores) != 0;
        private int _depth;

        // List elements that may still come. Each takes a byte at least, and native makes up those that are missing,
        // see ReadList: a frame may have one made up for each of its bytes, so that what is allocated stays a small
        // multiple of the frame; native has no such bound.
        private long _elementsLeft = 2L * payloadSize;

        /// <summary>What is malformed; done, as long as nothing is.</summary>
        public WireStatus Status { get; private set; }

        /// <summary>Where, in bytes from the payload's beginning.</summary>
        public int Offset { get; private set; }

        /// <summary>Reads one object.</summary>
        /// <returns>
        /// The object, or a null reference: where <see cref="Status"/> is done, the payload ends before the
        /// object begins.
        /// </returns>
        public RayObject? Read(ref RayReader reader)
        {
            if (_depth == WireLimits.MaxDepth)
                return Fail(WireStatus.TooDeep, reader.Offset);
            if (reader.Remaining == 0)
                return null;
            var status = reader.TryReadHeader(out var header);
            if (status != WireStatus.Done)
                return Fail(status, reader.Offset);
            if (budget?.TryChargeObject() == false)
                return Fail(WireStatus.TooMuchMemory, reader.Offset);
            _depth++;
            var value = header.IsAtom ? ReadAtom(ref reader, header) : ReadCompound(ref reader, header);
            _depth--;
            return value;
        }

        private RayObject? Fail(WireStatus status, int offset)
        {
            Status = status;
            Offset = offset;
            return null;
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
            RayType.Timespan => ReadAtom<RayTimespan>(ref reader, header),
            RayType.Guid => ReadAtom<RayGuid>(ref reader, header),
            RayType.Char => ReadAtom<RayChar>(ref reader, header),
            RayType.Symbol => ReadSymbol(ref reader, header),
            RayType.String => ReadString(ref reader, header),
            RayType.Null => RayNull.Instance,
            RayType.Error => ReadError(ref reader),
            RayType.Lambda => ReadLambda(ref reader, header),
            _ => ReadBuiltin(ref reader, header),
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
            RayType.Timespan => ReadVector<RayTimespan>(ref reader, header),
            RayType.Guid => ReadVector<RayGuid>(ref reader, header),
            RayType.Symbol => ReadSymbols(ref reader, header),
            RayType.String => ReadStrings(ref reader, header),
            RayType.Table => ReadTable(ref reader),
            _ => ReadDict(ref reader, header),
        };

        private RayObject? ReadAtom<T>(ref RayReader reader, ObjectHeader header)
            where T : unmanaged
        {
            var status = reader.TryReadValue(out T value);
            return status == WireStatus.Done ? Atom(value, header) : Fail(status, reader.Offset);
        }

        /// <summary>Native makes a boolean atom 0 or 1; the elements of a vector stay as they are.</summary>
        private RayObject? ReadBoolean(ref RayReader reader, ObjectHeader header)
        {
            var status = reader.TryReadValue(out byte value);
            return status == WireStatus.Done ? Atom(value != 0, header) : Fail(status, reader.Offset);
        }

        /// <summary>
        /// Native holds the atom as a double, on the way to which a signalling NaN becomes a quiet one.
        /// </summary>
        private RayObject? ReadFloat(ref RayReader reader, ObjectHeader header)
        {
            const int quiet = 0x0040_0000;
            var status = reader.TryReadValue(out int bits);
            if (status != WireStatus.Done)
                return Fail(status, reader.Offset);
            if (float.IsNaN(BitConverter.Int32BitsToSingle(bits)))
                bits |= quiet;
            return Atom(BitConverter.Int32BitsToSingle(bits), header);
        }

        /// <summary>Behind the null mark native puts the sentinel, whatever bytes were sent.</summary>
        private static RayAtom<T> Atom<T>(T value, ObjectHeader header)
            where T : unmanaged => header.IsNullFlagged ? RayAtom<T>.Null : new RayAtom<T>(value, flaggedNull: false);

        private RayObject? ReadSymbol(ref RayReader reader, ObjectHeader header)
        {
            var status = reader.TryReadName(out var name);
            if (status != WireStatus.Done)
                return Fail(status, reader.Offset);
            // A symbol has no null: behind the null mark native keeps the empty name.
            return header.IsNullFlagged ? new RaySymbol([]) : new RaySymbol(name, header.IsQuoted);
        }

        private RayObject? ReadString(ref RayReader reader, ObjectHeader header)
        {
            var status = reader.TryReadBytes(header.Count, out var text);
            if (status != WireStatus.Done)
                return Fail(status, reader.Offset);
            return header.IsNullFlagged ? RayString.Null : new RayString(text);
        }

        private RayObject? ReadBuiltin(ref RayReader reader, ObjectHeader header)
        {
            var status = reader.TryReadName(out var name);
            return status == WireStatus.Done
                ? new RayBuiltin(header.Type, name.ToArray())
                : Fail(status, reader.Offset);
        }

        private RayObject? ReadError(ref RayReader reader)
        {
            if (_depth > 1)
                return Fail(WireStatus.NestedError, reader.Offset - 1);
            if (reader.Version == WireVersion.V3)
            {
                var read = reader.TryReadValue(out ulong code);
                return read == WireStatus.Done
                    ? new RayError(ErrorCodes.Unpack(code), message: null, context: 0)
                    : Fail(read, reader.Offset);
            }

            long context = 0;
            ReadOnlySpan<byte> message = default;
            if (LongError.Is(reader.Rest))
            {
                reader.TryReadBytes(reader.Remaining, out var bytes);
                var none = bytes[0] == ErrorCodes.User ? string.Empty : null;
                return new RayError(ErrorCodes.FromNumber(bytes[0]), none, context: 0);
            }

            var status = reader.TryReadValue(out byte number);
            if (status == WireStatus.Done)
                status = reader.TryReadValue(out context);
            if (status == WireStatus.Done && number == ErrorCodes.User)
                status = reader.TryReadName(out message);
            if (status != WireStatus.Done)
                return Fail(status, reader.Offset);
            var text = number == ErrorCodes.User ? Encoding.UTF8.GetString(message) : null;
            return new RayError(ErrorCodes.FromNumber(number), text, context);
        }

        private readonly bool HasRoom(int count, int size) => budget?.TryCharge(count, size) != false;

        private RayObject? ReadVector<T>(ref RayReader reader, ObjectHeader header)
            where T : unmanaged
        {
            var status = reader.TryReadElements<T>(header.Count, out var elements);
            if (status != WireStatus.Done)
                return Fail(status, reader.Offset);
            if (!HasRoom(header.Count, Unsafe.SizeOf<T>()))
                return Fail(WireStatus.TooMuchMemory, reader.Offset);
            if (!memory.IsEmpty)
            {
                // Nobody has looked at the elements: whether there is a null among them is found out when somebody asks.
                var bytes = memory.Slice(reader.Offset - MemoryMarshal.AsBytes(elements).Length, MemoryMarshal.AsBytes(elements).Length);
                return new RayVector<T>(CastMemory<byte, T>.Of(bytes), header.Attributes, looksForNulls: true);
            }

            var copy = GC.AllocateUninitializedArray<T>(elements.Length);
            var hasNulls = NullScan.Copy(elements, MemoryMarshal.AsBytes(copy.AsSpan()));
            return new RayVector<T>(copy, header.Attributes | MarkOf(hasNulls));
        }

        /// <summary>
        /// Native marks a vector in which it finds a null, whatever it was sent with; one of symbols stays as it is.
        /// </summary>
        private static RayAttributes MarkOf(bool hasNulls) => hasNulls ? RayAttributes.HasNulls : RayAttributes.None;

        /// <summary>Bytes that have just been read, where they lie or in memory of their own.</summary>
        private ReadOnlyMemory<byte> Keep(in RayReader reader, ReadOnlySpan<byte> bytes) =>
            memory.IsEmpty ? bytes.ToArray() : memory.Slice(reader.Offset - bytes.Length, bytes.Length);

        private RayObject? ReadSymbols(ref RayReader reader, ObjectHeader header)
        {
            // A name is its bytes, and where it starts.
            if (header.Count > reader.Remaining)
                return Fail(WireStatus.Unterminated, reader.Offset + reader.Remaining);
            if (!HasRoom(header.Count, sizeof(int)) || !HasRoom(reader.Remaining, sizeof(byte)))
                return Fail(WireStatus.TooMuchMemory, reader.Offset);
            var starts = GC.AllocateUninitializedArray<int>(header.Count + 1);
            var found = NameScanner.FindStarts(reader.Rest, starts);
            if (found < starts.Length)
                return Fail(WireStatus.Unterminated, reader.Offset + starts[found - 1]);
            reader.TryReadBytes(starts[header.Count], out var block);
            return new RaySymbolVector(Keep(reader, block), starts, header.Attributes);
        }

        private RayObject? ReadStrings(ref RayReader reader, ObjectHeader header)
        {
            if ((long)header.Count * RayStringVector.Gap > reader.Remaining)
                return Fail(WireStatus.BadLength, reader.Offset);
            if (!HasRoom(header.Count, sizeof(int)) || !HasRoom(reader.Remaining, sizeof(byte)))
                return Fail(WireStatus.TooMuchMemory, reader.Offset);
            var walk = reader;
            var start = reader.Offset;
            var hasEmpty = false;
            var starts = GC.AllocateUninitializedArray<int>(header.Count + 1);
            for (var i = 0; i < header.Count; i++)
            {
                var status = walk.TryReadCount(elementSize: 1, out var count);
                starts[i] = walk.Offset - start;
                hasEmpty |= count == 0;
                if (status == WireStatus.Done)
                    status = walk.TryReadBytes(count, out _);
                if (status != WireStatus.Done)
                    return Fail(status, walk.Offset);
            }

            var size = walk.Offset - start;
            starts[header.Count] = size + RayStringVector.Gap;
            reader.TryReadBytes(size, out var block);
            return new RayStringVector(Keep(reader, block), starts, header.Attributes | MarkOf(hasEmpty));
        }

        /// <summary>
        /// Where the payload ends inside a list, native makes up the elements that are missing, as nulls.
        /// </summary>
        private RayObject? ReadList(ref RayReader reader, ObjectHeader header)
        {
            if (header.Count > _elementsLeft)
                return Fail(WireStatus.BadLength, reader.Offset);
            if (!HasRoom(header.Count, IntPtr.Size))
                return Fail(WireStatus.TooMuchMemory, reader.Offset);
            _elementsLeft -= header.Count;
            // What somebody sent who is not trusted is counted object by object.
            if (budget is null && reader.Version == WireVersion.V3 && _depth < WireLimits.MaxDepth
                && header.Count >= FewElements && AtomBlock.TryMeasure(reader.Rest, header.Count, out var size))
            {
                reader.TryReadBytes(size, out var atoms);
                return new RayList(new AtomBlock(Keep(reader, atoms), header.Count), header.Attributes);
            }

            var items = new RayObject[header.Count];
            var read = 0;
            while (read < items.Length && Read(ref reader) is { } item)
                items[read++] = item;
            if (Status != WireStatus.Done)
                return null;
            items.AsSpan(read).Fill(RayNull.Instance);
            return new RayList(items, header.Attributes);
        }

        private RayObject? ReadTable(ref RayReader reader)
        {
            var start = reader.Offset;
            if (!ReadPair(ref reader, out var names, out var columns))
                return null;
            // Names may be I64 too: numbers of symbols, which only the sending process can tell.
            if (names is not RaySymbolVector symbols || columns is not RayList list)
                return Fail(WireStatus.BadTable, start);
            var rows = RayTable.LengthOfFirst(list);
            if (_readsOlder)
            {
                // Older cores take as many columns as both have.
                var count = Math.Min(symbols.Count, list.Count);
                symbols = symbols.Take(count);
                list = new RayList(list.Span.Slice(0, count).ToArray(), RayAttributes.None);
            }
            else if (symbols.Count != list.Count || !RayTable.AreColumns(list, rows))
            {
                return Fail(WireStatus.BadTable, start);
            }

            // Native drops the list's attributes.
            if (list.Attributes != RayAttributes.None)
                list = new RayList(list.Span.ToArray(), RayAttributes.None);
            return new RayTable(symbols, list, list.Count == 0 ? 0 : rows);
        }

        private RayObject? ReadDict(ref RayReader reader, ObjectHeader header)
        {
            var start = reader.Offset;
            if (!ReadPair(ref reader, out var keys, out var values))
                return null;
            var dict = new RayDict(keys, values, header.Attributes);
            return dict.IsPaired || _readsOlder ? dict : Fail(WireStatus.BadDict, start);
        }

        private RayObject? ReadLambda(ref RayReader reader, ObjectHeader header)
        {
            if (!ReadPair(ref reader, out var parameters, out var body))
                return null;
            if (!header.HasClosure || reader.Version == WireVersion.V1)
                return new RayLambda(parameters, body);
            var start = reader.Offset;
            return Read(ref reader) is not { } closure ? null
                : closure is RayDict captured && (_readsOlder || RayLambda.IsClosure(captured))
                ? new RayLambda(parameters, body, captured, anyCaptured: true)
                : Fail(WireStatus.BadClosure, start);
        }

        /// <summary>
        /// Reads two objects; native takes a compound whose second part is missing for missing altogether.
        /// </summary>
        private bool ReadPair(ref RayReader reader, out RayObject first, out RayObject second)
        {
            first = Read(ref reader)!;
            second = first is null ? null! : Read(ref reader)!;
            return second is not null;
        }
    }
}
