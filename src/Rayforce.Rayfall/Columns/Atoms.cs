namespace Rayforce.Rayfall;

/// <summary>Atoms: making them and reading them as numbers.</summary>
internal static class Atoms
{
    public static RayObject True { get; } = new RayAtom<bool>(true);

    public static RayObject False { get; } = new RayAtom<bool>(false);

    public static RayObject Bool(bool value) => value ? True : False;

    public static bool IsNumeric(RayType type) => type is >= RayType.B8 and <= RayType.F64;

    public static bool IsTemporal(RayType type) => type is RayType.Date or RayType.Time or RayType.Timestamp;

    public static bool IsInteger(RayType type) => type is >= RayType.U8 and <= RayType.I64;

    public static bool IsDecimal(RayType type) => type is RayType.F32 or RayType.F64;

    /// <summary>Whether this is the untyped null or a null atom.</summary>
    public static bool IsNull(RayObject value) =>
        value is RayNull || (value is RayAtom { IsNull: true }) || (value is RayString { IsNull: true });

    /// <summary>The null atom of a type; for a type that has none, its zero.</summary>
    public static RayObject Null(RayType type) => type switch
    {
        RayType.B8 => RayAtom<bool>.Null,
        RayType.U8 => RayAtom<byte>.Null,
        RayType.I16 => RayAtom<short>.Null,
        RayType.I32 => RayAtom<int>.Null,
        RayType.F32 => RayAtom<float>.Null,
        RayType.F64 => RayAtom<double>.Null,
        RayType.Date => RayAtom<RayDate>.Null,
        RayType.Time => RayAtom<RayTime>.Null,
        RayType.Timestamp => RayAtom<RayTimestamp>.Null,
        RayType.Timespan => RayAtom<RayTimespan>.Null,
        RayType.Guid => RayAtom<RayGuid>.Null,
        RayType.Symbol => new RaySymbol(""),
        RayType.String => RayString.Null,
        _ => RayAtom<long>.Null,
    };

    /// <summary>
    /// An atom of a whole-number or temporal type; the value's upper bits are dropped where it is too wide. A computed
    /// value that happens to be the sentinel is a null without the mark, as in native.
    /// </summary>
    public static RayAtom FromInt64(RayType type, long value) => type switch
    {
        RayType.B8 => new RayAtom<bool>(value != 0),
        RayType.U8 => new RayAtom<byte>((byte)value),
        RayType.I16 => new RayAtom<short>((short)value, flaggedNull: false),
        RayType.I32 => new RayAtom<int>((int)value, flaggedNull: false),
        RayType.Date => new RayAtom<RayDate>(new RayDate((int)value), flaggedNull: false),
        RayType.Time => new RayAtom<RayTime>(new RayTime((int)value), flaggedNull: false),
        RayType.Timestamp => new RayAtom<RayTimestamp>(new RayTimestamp(value), flaggedNull: false),
        _ => new RayAtom<long>(value, flaggedNull: false),
    };

    /// <summary>A decimal atom; what is no finite number is a null without the mark, as native has it.</summary>
    public static RayAtom FromDouble(double value) =>
        new RayAtom<double>(double.IsFinite(value) ? value : Nulls.Double, flaggedNull: false);

    /// <summary>The bits of a whole-number or temporal atom; a decimal is cut towards zero.</summary>
    public static long ToInt64(RayObject atom) => atom switch
    {
        RayAtom<long> a => a.Value,
        RayAtom<int> a => a.Value,
        RayAtom<short> a => a.Value,
        RayAtom<byte> a => a.Value,
        RayAtom<bool> a => a.Value ? 1 : 0,
        RayAtom<RayDate> a => a.Value.Days,
        RayAtom<RayTime> a => a.Value.Milliseconds,
        RayAtom<RayTimestamp> a => a.Value.Nanoseconds,
        RayAtom<RayTimespan> a => a.Value.Nanoseconds,
        RayAtom<double> a => (long)a.Value,
        RayAtom<float> a => (long)a.Value,
        _ => 0,
    };

    public static double ToDouble(RayObject atom) => atom switch
    {
        RayAtom<double> a => a.Value,
        RayAtom<float> a => a.Value,
        _ => ToInt64(atom),
    };

    /// <summary>
    /// Whether a condition holds: not where it is null, false, or zero as I64 or F64; anything else does.
    /// </summary>
    public static bool IsTrue(RayObject value) => value switch
    {
        _ when IsNull(value) => false,
        RayAtom<bool> a => a.Value,
        RayAtom<long> a => a.Value != 0,
        RayAtom<double> a => a.Value != 0,
        _ => true,
    };

    /// <summary>A symbol of the bytes of a text; one that holds a NUL cannot become one.</summary>
    public static RaySymbol Symbol(ReadOnlySpan<byte> utf8, bool quoted = false) => utf8.Contains((byte)0)
        ? throw Fault.Domain("a text with a NUL in it cannot be a symbol")
        : new RaySymbol(utf8, quoted);

    /// <summary>The name in a symbol atom.</summary>
    public static string Name(RayObject value) => ((RaySymbol)value).Name;
}
