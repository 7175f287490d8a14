using System.Buffers.Binary;
using Rayforce.Rayfall.Bounds;
using Rayforce.Rayfall.Types;

namespace Rayforce.Rayfall.Files;

/// <summary>The names that the symbol columns of a splayed table are numbers into. The first is the empty one.</summary>
internal sealed class SymbolFile
{
    private readonly List<int> _symbols = [];
    private readonly Dictionary<int, int> _numbers = [];

    private SymbolFile()
    {
    }

    private static ReadOnlySpan<byte> Magic => "STRL"u8;

    public int Count => _symbols.Count;

    public static SymbolFile Create()
    {
        var file = new SymbolFile();
        file.Number(SymbolTable.Empty);
        return file;
    }

    /// <summary>Reads the bytes of such a file.</summary>
    /// <exception cref="RayfallException">They are none.</exception>
    public static SymbolFile Read(Budget budget, Symbols symbols, string path, ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < 12 || !bytes.StartsWith(Magic))
            throw Fault.Io($"{path}: no symbol file");
        var file = new SymbolFile();
        var count = BinaryPrimitives.ReadInt64LittleEndian(bytes[4..]);
        bytes = bytes[12..];
        for (var i = 0L; i < count; i++)
        {
            if (i % Budget.BlockSize == 0)
                budget.Check();
            if (bytes.Length < 4 || BinaryPrimitives.ReadUInt32LittleEndian(bytes) is var length && length > bytes.Length - 4)
                throw Fault.Io($"{path}: cut off");
            budget.Charge(16);
            file.Add(symbols.Intern(bytes.Slice(4, (int)length)));
            bytes = bytes[(4 + (int)length)..];
        }

        return file;
    }

    /// <summary>The symbol of a number.</summary>
    public int this[int number] => _symbols[number];

    /// <summary>The number of a symbol, a new one where it has none.</summary>
    public int Number(int symbol) => _numbers.TryGetValue(symbol, out var number) ? number : Add(symbol);

    public void WriteTo(Symbols symbols, Stream stream)
    {
        Span<byte> number = stackalloc byte[8];
        stream.Write(Magic);
        BinaryPrimitives.WriteInt64LittleEndian(number, _symbols.Count);
        stream.Write(number);
        foreach (var symbol in _symbols)
        {
            var name = symbols.Utf8(symbol);
            BinaryPrimitives.WriteInt32LittleEndian(number, name.Length);
            stream.Write(number[..4]);
            stream.Write(name);
        }
    }

    private int Add(int symbol)
    {
        var number = _symbols.Count;
        _symbols.Add(symbol);
        _numbers.TryAdd(symbol, number);
        return number;
    }
}
