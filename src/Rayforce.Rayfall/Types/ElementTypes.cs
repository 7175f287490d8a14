namespace Rayforce.Rayfall.Types;

/// <summary>The element types.</summary>
internal static class ElementTypes
{
    private const long Millisecond = 1_000_000;
    private const long Day = 86_400_000 * Millisecond;

    public static readonly ElementType<byte> B8 = new(
        RayType.B8, "b8", 0, ElementTraits.Integer | ElementTraits.NoNull);

    public static readonly ElementType<byte> U8 = new(RayType.U8, "u8", 0, ElementTraits.Integer | ElementTraits.NoNull);

    public static readonly ElementType<short> I16 = new(RayType.I16, "i16", short.MinValue, ElementTraits.Integer);

    public static readonly ElementType<int> I32 = new(RayType.I32, "i32", int.MinValue, ElementTraits.Integer);

    public static readonly ElementType<long> I64 = new(RayType.I64, "i64", long.MinValue, ElementTraits.Integer);

    // The nulls of floats have the bits of native's: .NET's own NaN is the negative one.
    public static readonly ElementType<float> F32 = new(RayType.F32, "f32", float.Abs(float.NaN), ElementTraits.Float);

    public static readonly ElementType<double> F64 = new(RayType.F64, "f64", double.Abs(double.NaN), ElementTraits.Float);

    /// <summary>Days since 2000-01-01.</summary>
    public static readonly ElementType<int> Date = new(RayType.Date, "date", int.MinValue, ElementTraits.Temporal)
    {
        UnitNanoseconds = Day,
    };

    /// <summary>Milliseconds of a day, or of any length of time.</summary>
    public static readonly ElementType<int> Time = new(
        RayType.Time, "time", int.MinValue, ElementTraits.Temporal | ElementTraits.Duration)
    {
        UnitNanoseconds = Millisecond,
    };

    /// <summary>Nanoseconds since 2000-01-01.</summary>
    public static readonly ElementType<long> Timestamp = new(
        RayType.Timestamp, "timestamp", long.MinValue, ElementTraits.Temporal)
    {
        UnitNanoseconds = 1,
    };

    /// <summary>Nanoseconds.</summary>
    public static readonly ElementType<long> Timespan = new(
        RayType.Timespan, "timespan", long.MinValue, ElementTraits.Temporal | ElementTraits.Duration)
    {
        UnitNanoseconds = 1,
    };

    /// <summary>A symbol as a value: its number in <see cref="Symbols"/>. The empty one is the null.</summary>
    public static readonly ElementType<int> Symbol = new SymbolType(RayType.Symbol, "sym");

    /// <summary>A symbol that is evaluated: a name in code. Only atoms are names.</summary>
    public static readonly ElementType<int> Name = new SymbolType(RayType.Symbol, "sym");

    public static readonly ElementType<Guid> Guid = new GuidType();

    public static readonly ElementType String = new StringType();

    public static readonly ElementType List = new ListType();

    private static readonly ElementType?[] ByCode = Index();

    /// <summary>All types that a vector can have.</summary>
    public static IEnumerable<ElementType> All =>
        [B8, U8, I16, I32, I64, F32, F64, Date, Time, Timestamp, Timespan, Guid, Symbol, String];

    /// <summary>The type of a code on the wire, or nothing.</summary>
    public static ElementType? Find(RayType type) => (int)type < ByCode.Length ? ByCode[(int)type] : null;

    private static ElementType?[] Index()
    {
        var types = new ElementType?[17];
        foreach (var type in All)
            types[(int)type.Type] = type;
        types[(int)RayType.List] = List;
        return types;
    }
}
