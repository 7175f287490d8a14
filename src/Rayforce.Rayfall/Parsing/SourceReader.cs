using System.Buffers;
using System.Runtime.CompilerServices;

namespace Rayforce.Rayfall;

/// <summary>Reads forms from the bytes of a source text, one after another.</summary>
internal ref partial struct SourceReader
{
    private const int MaxDepth = 1024;
    private const int MaxVectorLiteral = 4096;

    /// <summary>
    /// The bytes of a name, apart from <c>(</c>, <c>)</c>, quotes and the like; what is above ASCII is in no name.
    /// </summary>
    private static readonly SearchValues<byte> NameBytes = SearchValues.Create(
        "!#$%&*+,-./0123456789<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ^_abcdefghijklmnopqrstuvwxyz|~"u8);

    private readonly ReadOnlySpan<byte> _source;
    private int _position;
    private int _depth;

    public SourceReader(ReadOnlySpan<byte> source) => _source = source;

    /// <summary>The byte here, 0 at the end.</summary>
    private readonly byte Current => Peek(0);

    /// <summary>Whether nothing but space and comments follows.</summary>
    public bool AtEnd()
    {
        SkipSpace();
        return _position == _source.Length;
    }

    public RayObject ReadForm()
    {
        if (++_depth > MaxDepth || !RuntimeHelpers.TryEnsureSufficientExecutionStack())
            throw Fault.Parse($"nesting too deep, limit {MaxDepth}");
        SkipSpace();
        var form = Current switch
        {
            >= (byte)'0' and <= (byte)'9' => ReadNumber(),
            (byte)'-' when IsDigit(Peek(1)) => ReadNumber(),
            (byte)'"' => ReadString(),
            (byte)'\'' => ReadQuoted(),
            (byte)':' => ReadKeyword(),
            (byte)'(' => ReadList(),
            (byte)'[' => ReadVector(),
            (byte)'{' => ReadDict(),
            _ => ReadName(),
        };
        _depth--;
        return form;
    }

    private static bool IsDigit(byte value) => value is >= (byte)'0' and <= (byte)'9';

    private readonly byte Peek(int ahead) => _position + ahead < _source.Length ? _source[_position + ahead] : (byte)0;

    private readonly bool DigitsAt(int ahead, int count)
    {
        for (var i = 0; i < count; i++)
        {
            if (!IsDigit(Peek(ahead + i)))
                return false;
        }

        return true;
    }

    private void SkipSpace()
    {
        while (_position < _source.Length)
        {
            var rest = _source[_position..];
            var blank = rest.IndexOfAnyExcept(" \t\r\n"u8);
            if (blank != 0)
            {
                _position += blank < 0 ? rest.Length : blank;
            }
            else if (rest[0] == (byte)';')
            {
                var end = rest.IndexOf((byte)'\n');
                _position += end < 0 ? rest.Length : end;
            }
            else
            {
                return;
            }
        }
    }

    /// <summary>Takes a run of name bytes.</summary>
    private ReadOnlySpan<byte> TakeName()
    {
        var rest = _source[_position..];
        var length = rest.IndexOfAnyExcept(NameBytes);
        if (length < 0)
            length = rest.Length;
        _position += length;
        return rest[..length];
    }

    private RayObject ReadName()
    {
        var name = TakeName();
        if (name.IsEmpty)
            throw Fault.Parse();
        if (name.SequenceEqual("true"u8))
            return Atoms.True;
        if (name.SequenceEqual("false"u8))
            return Atoms.False;
        return new RaySymbol(name);
    }

    private RaySymbol ReadKeyword()
    {
        _position++;
        var name = TakeName();
        return name.IsEmpty ? throw Fault.Parse("empty keyword") : new RaySymbol(name, quoted: true);
    }

    private RayList ReadList()
    {
        _position++;
        var items = ReadItems((byte)')', int.MaxValue);
        return new RayList([.. items], RayAttributes.None);
    }

    private List<RayObject> ReadItems(byte close, int most)
    {
        var items = new List<RayObject>();
        SkipSpace();
        while (Current != close)
        {
            if (_position == _source.Length)
                throw Fault.Parse();
            if (items.Count == most)
                throw Fault.Limit(null);
            items.Add(ReadForm());
            SkipSpace();
        }

        _position++;
        return items;
    }

    private RayVector ReadVector()
    {
        _position++;
        var items = ReadItems((byte)']', MaxVectorLiteral);
        if (items.Count == 0)
            return Vectors.Empty(RayType.I64);
        var type = items[0].Type;
        if (items.TrueForAll(item => item.IsAtom && item.Type == type) && Vectors.HoldsAtomsOf(type))
            return Vectors.FromAtoms(type, [.. items]);
        // Whole and decimal numbers together are decimals.
        if (items.TrueForAll(item => item is RayAtom<long> or RayAtom<double>))
            return Vectors.FromAtoms(RayType.F64, [.. items]);
        throw Fault.Domain("parse: vector literal mixes incompatible element types");
    }

    private RayDict ReadDict()
    {
        _position++;
        var keys = new List<RayObject>();
        var values = new List<RayObject>();
        SkipSpace();
        while (Current != (byte)'}')
        {
            if (_position == _source.Length)
                throw Fault.Parse();
            keys.Add(Current == (byte)'"' ? ReadString() : ReadKey());
            SkipSpace();
            if (Current != (byte)':')
                throw Fault.Parse();
            _position++;
            values.Add(ReadForm());
            SkipSpace();
        }

        _position++;
        // The keys narrow to a vector where they are all symbols or all strings. The values stay unevaluated.
        var type = keys.Count == 0 ? RayType.List : keys[0].Type;
        var narrow = keys.Count > 0 && keys.TrueForAll(key => key.Type == type);
        RayObject[] names = [.. keys];
        return new RayDict(
            narrow ? Vectors.FromAtoms(type, names) : RayList.Wrap(names),
            new RayList([.. values], RayAttributes.None),
            RayAttributes.None);
    }

    private RaySymbol ReadKey()
    {
        var name = TakeName();
        return name.IsEmpty ? throw Fault.Parse() : new RaySymbol(name);
    }
}
