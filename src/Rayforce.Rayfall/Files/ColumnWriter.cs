using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Rayforce.Rayfall.Bounds;
using Rayforce.Rayfall.Types;

namespace Rayforce.Rayfall.Files;

/// <summary>Writes columns as native lays them down: a head of 32 bytes and the elements.</summary>
/// <param name="budget">The limits of the request.</param>
/// <param name="symbols">Where names are numbered.</param>
/// <param name="names">The symbols of the table.</param>
/// <param name="stream">Where to.</param>
internal ref struct ColumnWriter(Budget budget, Symbols symbols, SymbolFile names, Stream stream)
{
    public const int HeadSize = 32;
    public const int CellSize = 16;
    public const int ShortText = 12;
    private const int BlockSize = 1 << 20;

    public static ReadOnlySpan<byte> ListMagic => "LSTG"u8;

    public void Write(Column column)
    {
        if (column is ListColumn list)
        {
            WriteList(list);
            return;
        }

        var isSymbols = column.Type == RayType.Symbol;
        var width = !isSymbols ? 0 : WidthCode(names.Count);
        WriteHead(column.Type, (byte)((column.HasNulls ? 0x40 : 0) | width), isSymbols ? names.Count : 0, column.Count);
        if (column is Column<int> codes && isSymbols)
            WriteSymbols(codes.Span, width);
        else if (column is TextColumn texts)
            WriteTexts(texts, isInList: false);
        else
            WriteBytes(BytesOf(column));
    }

    /// <summary>How wide numbers into some names are: 1, 2 or 4 bytes.</summary>
    public static int WidthCode(int count) => count <= 1 << 8 ? 0 : count <= 1 << 16 ? 1 : 2;

    private static ReadOnlySpan<byte> BytesOf(Column column) => column switch
    {
        Column<byte> c => c.Span,
        Column<short> c => MemoryMarshal.AsBytes(c.Span),
        Column<int> c => MemoryMarshal.AsBytes(c.Span),
        Column<long> c => MemoryMarshal.AsBytes(c.Span),
        Column<float> c => MemoryMarshal.AsBytes(c.Span),
        Column<double> c => MemoryMarshal.AsBytes(c.Span),
        Column<Guid> c => MemoryMarshal.AsBytes(c.Span),
        _ => throw Fault.NotYet($"a column of {column.TypeName} in a file"),
    };

    private void WriteHead(RayType type, byte attributes, int known, long count)
    {
        Span<byte> head = stackalloc byte[HeadSize];
        head.Clear();
        (head[18], head[19]) = ((byte)type, attributes);
        BinaryPrimitives.WriteInt32LittleEndian(head[20..], known);
        BinaryPrimitives.WriteInt64LittleEndian(head[24..], count);
        stream.Write(head);
    }

    private void WriteBytes(ReadOnlySpan<byte> bytes)
    {
        for (; !bytes.IsEmpty; bytes = bytes[Math.Min(BlockSize, bytes.Length)..])
        {
            budget.Check();
            stream.Write(bytes[..Math.Min(BlockSize, bytes.Length)]);
        }
    }

    private void WriteSymbols(ReadOnlySpan<int> codes, int width)
    {
        Span<byte> block = stackalloc byte[4096];
        var count = block.Length >> width;
        for (; !codes.IsEmpty; codes = codes[Math.Min(count, codes.Length)..])
        {
            budget.Check();
            var some = Math.Min(count, codes.Length);
            for (var i = 0; i < some; i++)
            {
                var number = names.Number(codes[i]);
                if (width == 0)
                    block[i] = (byte)number;
                else if (width == 1)
                    BinaryPrimitives.WriteUInt16LittleEndian(block[(2 * i)..], (ushort)number);
                else
                    BinaryPrimitives.WriteInt32LittleEndian(block[(4 * i)..], number);
            }

            stream.Write(block[..(some << width)]);
        }
    }

    /// <summary>
    /// Each string in a cell: its length and itself where it is short, otherwise its first four bytes and where it lies
    /// behind the cells. Native may have a hash there, which is not required.
    /// </summary>
    private void WriteTexts(TextColumn texts, bool isInList)
    {
        Span<byte> cell = stackalloc byte[CellSize];
        long pool = 0;
        for (var i = 0; i < texts.Count; i++)
        {
            if (i % Budget.BlockSize == 0)
                budget.Check();
            var text = texts.Utf8(i);
            cell.Clear();
            BinaryPrimitives.WriteInt32LittleEndian(cell, text.Length);
            text[..Math.Min(text.Length, text.Length <= ShortText ? ShortText : 4)].CopyTo(cell[4..]);
            if (text.Length > ShortText)
            {
                BinaryPrimitives.WriteUInt32LittleEndian(cell[8..], (uint)pool);
                pool += text.Length;
                if (pool > uint.MaxValue)
                    throw Fault.Limit("the texts of one column take more than 4 GB");
            }

            stream.Write(cell);
        }

        if (isInList)
            WriteCount(pool);
        else
            WriteHead(RayType.U8, 0, 0, pool);
        for (var i = 0; i < texts.Count; i++)
        {
            if (i % Budget.BlockSize == 0)
                budget.Check();
            if (texts.Utf8(i) is { Length: > ShortText } text)
                stream.Write(text);
        }
    }

    private void WriteCount(long count)
    {
        Span<byte> bytes = stackalloc byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, count);
        stream.Write(bytes);
    }

    private void WriteList(ListColumn list)
    {
        stream.Write(ListMagic);
        stream.WriteByte(0);
        WriteCount(list.Count);
        foreach (var item in list.Span)
        {
            budget.Check();
            if (item.Column is not { } column || column is ListColumn)
                throw Fault.NotYet($"a list with a value of {item.TypeName} in a file");
            stream.WriteByte((byte)column.Type);
            WriteCount(column.Count);
            if (column is Column<int> codes && column.Type == RayType.Symbol)
                WriteNames(codes.Span);
            else if (column is TextColumn texts)
            {
                stream.WriteByte((byte)(texts.HasNulls ? 0x40 : 0));
                WriteTexts(texts, isInList: true);
            }
            else
                WriteBytes(BytesOf(column));
        }
    }

    /// <summary>Symbols in a list stand there by name.</summary>
    private void WriteNames(ReadOnlySpan<int> codes)
    {
        Span<byte> length = stackalloc byte[4];
        foreach (var code in codes)
        {
            var name = symbols.Utf8(code);
            BinaryPrimitives.WriteInt32LittleEndian(length, name.Length);
            stream.Write(length);
            stream.Write(name);
        }
    }
}
