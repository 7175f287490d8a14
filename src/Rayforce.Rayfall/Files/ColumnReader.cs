using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Rayforce.Rayfall.Bounds;
using Rayforce.Rayfall.Types;

namespace Rayforce.Rayfall.Files;

/// <summary>Reads columns that native or <see cref="ColumnWriter"/> has written. Every length is checked first.</summary>
/// <param name="budget">The limits of the request.</param>
/// <param name="symbols">Where names are numbered.</param>
/// <param name="path">What the file is called, for errors.</param>
/// <param name="bytes">What it has.</param>
internal ref struct ColumnReader(Budget budget, Symbols symbols, string path, ReadOnlySpan<byte> bytes)
{
    private ReadOnlySpan<byte> _left = bytes;

    /// <summary>The column; <paramref name="names"/> gives the table's symbols where it has some.</summary>
    public Column Read(Func<SymbolFile> names)
    {
        if (_left.StartsWith(ColumnWriter.ListMagic))
            return ReadList();
        var head = Take(ColumnWriter.HeadSize);
        // Native may have an index behind the elements of a long column, which is not required.
        var hasIndex = head.StartsWith("XIDX"u8);
        var type = (RayType)head[18];
        var width = head[19] & 3;
        var count = Count(BinaryPrimitives.ReadInt64LittleEndian(head[24..]));
        var column = type switch
        {
            RayType.Symbol => ReadSymbols(count, width, names()),
            RayType.String => ReadTexts(count, isInList: false),
            _ => ReadElements(type, count),
        };
        return _left.IsEmpty || hasIndex ? column : throw Damaged();
    }

    private readonly RayfallException Damaged() => Fault.Io($"{path}: no column file, or a damaged one");

    private ReadOnlySpan<byte> Take(long count)
    {
        if (count < 0 || count > _left.Length)
            throw Damaged();
        var taken = _left[..(int)count];
        _left = _left[(int)count..];
        return taken;
    }

    private readonly int Count(long count) => count >= 0 && count <= _left.Length ? (int)count : throw Damaged();

    private Column ReadElements(RayType type, int count) => ElementTypes.Find(type) switch
    {
        ElementType<byte> t => Copy(t, count),
        ElementType<short> t => Copy(t, count),
        ElementType<int> t when type != RayType.Symbol => Copy(t, count),
        ElementType<long> t => Copy(t, count),
        ElementType<float> t => Copy(t, count),
        ElementType<double> t => Copy(t, count),
        ElementType<Guid> t => Copy(t, count),
        _ => throw Damaged(),
    };

    private Column<T> Copy<T>(ElementType<T> type, int count)
        where T : unmanaged
    {
        var taken = Take((long)count * Unsafe.SizeOf<T>());
        budget.Charge(taken.Length);
        var elements = LargeArray.Allocate<T>(count);
        taken.CopyTo(MemoryMarshal.AsBytes(elements.AsSpan()));
        if (type.Type == RayType.B8)
        {
            // What is not 0 is true; elsewhere it is taken that true is 1.
            foreach (ref var element in MemoryMarshal.AsBytes(elements.AsSpan()))
                element = element == 0 ? (byte)0 : (byte)1;
        }

        return type.Wrap(elements);
    }

    private Column<int> ReadSymbols(int count, int width, SymbolFile names)
    {
        if (width > 2)
            throw Damaged();
        var taken = Take((long)count << width);
        budget.Charge(count, sizeof(int));
        var elements = LargeArray.Allocate<int>(count);
        for (var i = 0; i < count; i++)
        {
            if (i % Budget.BlockSize == 0)
                budget.Check();
            var number = width switch
            {
                0 => taken[i],
                1 => BinaryPrimitives.ReadUInt16LittleEndian(taken[(2 * i)..]),
                _ => BinaryPrimitives.ReadUInt32LittleEndian(taken[(4 * i)..]),
            };
            elements[i] = number < names.Count ? names[(int)number] : throw Damaged();
        }

        return ElementTypes.Symbol.Wrap(elements);
    }

    private TextColumn ReadTexts(int count, bool isInList)
    {
        var cells = Take((long)count * ColumnWriter.CellSize);
        var pool = isInList
            ? Take(BinaryPrimitives.ReadInt64LittleEndian(Take(8)))
            : Take(BinaryPrimitives.ReadInt64LittleEndian(Take(ColumnWriter.HeadSize)[24..]));
        budget.Charge(count, sizeof(int));
        var texts = new TextBlockBuilder(budget, count);
        for (var i = 0; i < count; i++)
        {
            if (i % Budget.BlockSize == 0)
                budget.Check();
            var cell = cells.Slice(i * ColumnWriter.CellSize, ColumnWriter.CellSize);
            var length = BinaryPrimitives.ReadUInt32LittleEndian(cell);
            if (length <= ColumnWriter.ShortText)
            {
                texts.Add(cell.Slice(4, (int)length));
                continue;
            }

            long start = BinaryPrimitives.ReadUInt32LittleEndian(cell[8..]);
            if (start + length > pool.Length)
                throw Damaged();
            texts.Add(pool.Slice((int)start, (int)length));
        }

        return texts.ToColumn();
    }

    private ListColumn ReadList()
    {
        Take(ColumnWriter.ListMagic.Length + 1);
        var count = Count(BinaryPrimitives.ReadInt64LittleEndian(Take(8)));
        budget.Charge(count, 64);
        var items = new Value[count];
        for (var i = 0; i < count; i++)
        {
            budget.Check();
            var type = (RayType)Take(1)[0];
            var length = Count(BinaryPrimitives.ReadInt64LittleEndian(Take(8)));
            items[i] = type switch
            {
                RayType.Symbol => ReadNames(length),
                RayType.String when Take(1).Length == 1 => ReadTexts(length, isInList: true),
                _ => ReadElements(type, length),
            };
        }

        return _left.IsEmpty ? new ListColumn(items) : throw Damaged();
    }

    private Column<int> ReadNames(int count)
    {
        budget.Charge(count, sizeof(int));
        var elements = new int[count];
        for (var i = 0; i < count; i++)
            elements[i] = symbols.Intern(Take(BinaryPrimitives.ReadUInt32LittleEndian(Take(4))));
        return ElementTypes.Symbol.Wrap(elements);
    }
}
