using System.Buffers;
using System.Runtime.CompilerServices;
using System.Text;
using Rayforce.Rayfall.Bounds;
using Rayforce.Rayfall.Types;

namespace Rayforce.Rayfall.Parsing;

/// <summary>Reads forms from the bytes of a source text, one after another.</summary>
internal ref partial struct SourceReader
{
    private const int MaxDepth = 1024;
    private const int MaxVectorLiteral = 4096;

    /// <summary>What a form takes at least, its place in the list that it is read into among it.</summary>
    private const int FormSize = 64;

    /// <summary>The bytes of a name; what is above ASCII is in no name.</summary>
    private static readonly SearchValues<byte> NameBytes = SearchValues.Create(
        "!#$%&*+,-./0123456789<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ^_abcdefghijklmnopqrstuvwxyz|~"u8);

    private readonly Budget _budget;
    private readonly Symbols _symbols;
    private readonly ReadOnlySpan<byte> _source;

    /// <summary>The forms of all lists that are open, those of the innermost last.</summary>
    private readonly List<Value> _open = [];

    private int _position;
    private int _depth;

    public SourceReader(Budget budget, Symbols symbols, ReadOnlySpan<byte> source)
    {
        (_budget, _symbols) = (budget, symbols);
        _source = source;
    }

    /// <summary>The byte here, 0 at the end.</summary>
    private readonly byte Current => Peek(0);

    /// <summary>Whether the source ends here.</summary>
    private readonly bool IsAtEnd => _position == _source.Length;

    /// <summary>All forms to the end.</summary>
    public Value[] ReadAll(int most)
    {
        SkipSpace();
        if (IsAtEnd)
            throw Unexpected("an expression");
        while (!IsAtEnd)
        {
            if (_open.Count == most)
                throw Fault.Domain(At(_position, $"parse: too many top-level expressions, limit {most}"));
            _open.Add(ReadForm());
            SkipSpace();
        }

        return [.. _open];
    }

    private Value ReadForm()
    {
        if (++_depth > MaxDepth || !RuntimeHelpers.TryEnsureSufficientExecutionStack())
            throw Fault.Parse(At(_position, $"nesting too deep, limit {MaxDepth}"));
        _budget.Charge(FormSize);
        SkipSpace();
        var form = Current switch
        {
            (byte)'(' => ReadList(),
            (byte)'[' => ReadVector(),
            (byte)'{' => ReadDict(),
            (byte)'"' => ReadString(),
            _ => ReadWord(),
        };
        _depth--;
        return form;
    }

    /// <summary>What ends only where the next token cannot be taken for a part of it.</summary>
    private Value ReadWord()
    {
        var word = Current switch
        {
            >= (byte)'0' and <= (byte)'9' => ReadNumber(),
            (byte)'-' when IsDigit(Peek(1)) => ReadNumber(),
            (byte)'\'' => ReadQuoted(),
            (byte)':' => ReadKeyword(),
            _ => ReadName(),
        };
        if (!IsAtEnd && (Current is (byte)'\'' or (byte)':' || NameBytes.Contains(Current)))
        {
            throw Fault.Parse(At(
                _position, $"unexpected '{(char)Current}' directly after a token; separate tokens with whitespace"));
        }

        return word;
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
        while (!IsAtEnd)
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

    private Value ReadName()
    {
        var name = TakeName();
        if (name.IsEmpty)
            throw Unexpected("an expression");
        if (name.SequenceEqual("true"u8))
            return Value.True;
        return name.SequenceEqual("false"u8) ? Value.False : Value.Name(_symbols.Intern(name));
    }

    private Value ReadKeyword()
    {
        _position++;
        var name = TakeName();
        return name.IsEmpty
            ? throw Fault.Parse(At(_position, "empty keyword: expected a name behind ':'"))
            : Value.Symbol(_symbols.Intern(name));
    }

    private Value ReadList()
    {
        var first = _open.Count;
        ReadItems((byte)')', int.MaxValue);
        return new ListColumn(Take(first));
    }

    /// <summary>
    /// Reads forms onto <see cref="_open"/>, from the bracket that opens to behind the one that closes.
    /// </summary>
    private void ReadItems(byte close, int most)
    {
        var start = _position++;
        var first = _open.Count;
        SkipSpace();
        while (Current != close)
        {
            RequireMore(start, close);
            if (_open.Count - first == most)
                throw Fault.Limit(At(start, $"parse: a vector literal of more than {most} elements"));
            var isBinding = close == (byte)')' && Current == (byte)'[' && _open.Count == first + 1
                && _open[first] is { IsName: true } head && _symbols.Utf8(head.SymbolId).SequenceEqual("times"u8);
            _open.Add(isBinding ? ReadBinding() : ReadForm());
            SkipSpace();
        }

        _position++;
    }

    /// <summary>The <c>[name count]</c> of a <c>times</c>, which is code and no vector.</summary>
    private Value ReadBinding()
    {
        var (start, first) = (_position, _open.Count);
        ReadItems((byte)']', MaxVectorLiteral);
        var items = Take(first);
        if (items.Length != 2)
            throw Fault.Parse(At(start, "times: binding must be [name count]"));
        return items[0].IsName
            ? TimesBinding.Of(_symbols, items[0], items[1])
            : throw Fault.Parse(At(start, "times: binding must be [name count], with a name first"));
    }

    /// <summary>Takes the forms from a place on out of <see cref="_open"/>.</summary>
    private readonly Value[] Take(int first)
    {
        var items = new Value[_open.Count - first];
        _open.CopyTo(first, items, 0, items.Length);
        _open.RemoveRange(first, items.Length);
        return items;
    }

    private Value ReadVector()
    {
        var (start, first) = (_position, _open.Count);
        ReadItems((byte)']', MaxVectorLiteral);
        var items = Take(first);
        if (items.Length == 0)
            return ElementTypes.I64.Empty;
        if (CommonType(items) is { } type)
            return type.FromAtoms(_budget, items);
        // Whole and decimal numbers together are decimals.
        for (var i = 0; i < items.Length; i++)
        {
            if (items[i].Scalar == ElementTypes.I64)
                items[i] = items[i].IsNull ? ElementTypes.F64.NullAtom : Value.Float64(items[i].Bits);
            else if (items[i].Scalar != ElementTypes.F64)
                throw Fault.Domain(At(start, "parse: vector literal mixes incompatible element types"));
        }

        return ElementTypes.F64.FromAtoms(_budget, items);
    }

    /// <summary>The element type of atoms that are all of one; names count as symbols.</summary>
    private static ElementType? CommonType(ReadOnlySpan<Value> items)
    {
        var type = items[0].Type;
        foreach (var item in items)
        {
            if (!item.IsAtom || item.Type != type)
                return null;
        }

        return ElementTypes.Find(type);
    }

    /// <summary>A dict: names or strings with forms, which stay unevaluated.</summary>
    private Value ReadDict()
    {
        var (start, first) = (_position++, _open.Count);
        var values = new List<Value>();
        SkipSpace();
        while (Current != (byte)'}')
        {
            RequireMore(start, (byte)'}');
            _open.Add(ReadKey());
            SkipSpace();
            if (Current != (byte)':')
                throw Unexpected("':' behind a key");
            _position++;
            values.Add(ReadForm());
            SkipSpace();
        }

        _position++;
        var keys = Take(first);
        // The keys are a vector where they are all names or all strings.
        var type = keys.Length == 0 ? null : CommonType(keys);
        return new DictValue(type?.FromAtoms(_budget, keys) ?? new ListColumn(keys), new ListColumn([.. values]));
    }

    private Value ReadKey()
    {
        _budget.Charge(FormSize);
        if (Current == (byte)'"')
            return ReadString();
        var name = TakeName();
        return name.IsEmpty ? throw Unexpected("a key or '}'") : Value.Name(_symbols.Intern(name));
    }

    private readonly void RequireMore(int start, byte close)
    {
        if (IsAtEnd)
            throw Fault.Parse(At(start, $"'{(char)_source[start]}' is never closed: expected '{(char)close}'"));
    }

    private readonly RayfallException Unexpected(string expected)
    {
        var found = IsAtEnd ? "the end" : "'" + CharacterAt(_position) + "'";
        return Fault.Parse(At(_position, $"expected {expected}, found {found}"));
    }

    private readonly string CharacterAt(int position)
    {
        Rune.DecodeFromUtf8(_source[position..], out var character, out _);
        return Rune.IsControl(character) ? $"U+{character.Value:X4}" : character.ToString();
    }

    /// <summary>A message with a place in the source, counted from 1.</summary>
    private readonly string At(int position, string message)
    {
        var before = _source[..position];
        var line = before.Count((byte)'\n') + 1;
        var column = Encoding.UTF8.GetCharCount(before[(before.LastIndexOf((byte)'\n') + 1)..]) + 1;
        return $"{message} (line {line}, column {column})";
    }
}
