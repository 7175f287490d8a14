using System.Runtime.CompilerServices;

namespace Rayforce.Rayfall.Types;

/// <summary>
/// A value of the language. An atom of a fixed-width type is its element type and up to 64 bits, without an object of
/// its own; everything else is a reference. The default is the untyped null.
/// </summary>
internal readonly struct Value
{
    private const long UnmarkedNull = 0x7ff8_0000_0000_0001;

    // An ElementType, whose atom the bits are, or the value's object, or nothing for the null.
    private readonly object? _object;
    private readonly long _bits;

    public Value(ElementType type, long bits) => (_object, _bits) = (type, bits);

    public Value(Datum datum) => _object = datum;

    /// <summary>The untyped null.</summary>
    public static Value Null => default;

    public static Value True => new(ElementTypes.B8, 1);

    public static Value False => new(ElementTypes.B8, 0);

    /// <summary>
    /// The null of F64 that comes of numbers: on the wire it is not marked as a null. It has bits that no other null has;
    /// what takes it into a vector makes the usual one of it.
    /// </summary>
    public static Value NotFinite => new(ElementTypes.F64, UnmarkedNull);

    /// <summary>Whether this is the null of F64 that comes of numbers.</summary>
    public bool IsNotFinite => _bits == UnmarkedNull && ReferenceEquals(_object, ElementTypes.F64);

    /// <summary>Whether this is the untyped null.</summary>
    public bool IsUntypedNull => _object is null;

    /// <summary>The element type of an atom of a fixed-width type up to 64 bits; nothing for all other values.</summary>
    public ElementType? Scalar => _object as ElementType;

    /// <summary>The bits of such an atom: the number sign-extended, a float's own bits widened to a double's.</summary>
    public long Bits => _bits;

    /// <summary>The number of an F64 or F32 atom.</summary>
    public double Double => BitConverter.Int64BitsToDouble(_bits);

    /// <summary>The object of a value that is not such an atom.</summary>
    public Datum? Datum => _object as Datum;

    /// <summary>The vector or list that this is, or nothing.</summary>
    public Column? Column => _object as Column;

    public TextAtom? Text => _object as TextAtom;

    public TableValue? Table => _object as TableValue;

    public DictValue? Dict => _object as DictValue;

    public ListColumn? List => _object as ListColumn;

    public Function? Function => _object as Function;

    /// <summary>The code of its type on the wire; of an atom and of a vector the same.</summary>
    public RayType Type => _object switch
    {
        null => RayType.Null,
        ElementType type => type.Type,
        _ => Unsafe.As<Datum>(_object).Type,
    };

    /// <summary>What messages call its type.</summary>
    public string TypeName => AtomType?.Name ?? (Datum is { } datum ? datum.TypeName : "?");

    /// <summary>Whether this is a single value of an element type: no vector, list, table, dict, function or null.</summary>
    public bool IsAtom => _object is ElementType or TextAtom or GuidAtom;

    /// <summary>The element type of an atom of any type, or nothing.</summary>
    public ElementType? AtomType => _object switch
    {
        ElementType type => type,
        TextAtom => ElementTypes.String,
        GuidAtom => ElementTypes.Guid,
        _ => null,
    };

    /// <summary>Whether this is the null of its type, or the untyped one.</summary>
    public bool IsNull => _object switch
    {
        null => true,
        ElementType type => type.IsNull(_bits),
        TextAtom text => text.Utf8.IsEmpty,
        GuidAtom guid => guid.Value == Guid.Empty,
        _ => false,
    };

    /// <summary>Whether this is a symbol, as a value or as a name.</summary>
    public bool IsSymbol => Type == RayType.Symbol && _object is ElementType;

    /// <summary>Whether this is a name in code: a symbol that is evaluated.</summary>
    public bool IsName => ReferenceEquals(_object, ElementTypes.Name);

    /// <summary>The number of a symbol in <see cref="Symbols"/>.</summary>
    public int SymbolId => (int)_bits;

    public static Value Bool(bool value) => new(ElementTypes.B8, value ? 1 : 0);

    public static Value Int64(long value) => new(ElementTypes.I64, value);

    /// <summary>An F64; what is not finite is its null, as native has it, and what is infinite comes without the mark.</summary>
    public static Value Float64(double value) => double.IsInfinity(value)
        ? NotFinite
        : new(ElementTypes.F64, BitConverter.DoubleToInt64Bits(double.IsNaN(value) ? ElementTypes.F64.Null : value));

    public static Value Symbol(int id) => new(ElementTypes.Symbol, id);

    public static Value Name(int id) => new(ElementTypes.Name, id);

    public static Value String(ReadOnlyMemory<byte> utf8, bool isFlaggedNull = false) =>
        new(new TextAtom(utf8, isFlaggedNull));

    public static Value Of(Guid value) => new(new GuidAtom(value));

    public static implicit operator Value(Datum datum) => new(datum);
}
