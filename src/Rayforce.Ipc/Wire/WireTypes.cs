namespace Rayforce.Ipc;

/// <summary>The type codes of both wire versions, and the size of an element of each type.</summary>
internal static class WireTypes
{
    /// <summary>The type that a code names.</summary>
    /// <param name="version">The wire version.</param>
    /// <param name="code">The code without its sign.</param>
    /// <param name="type">The type. Char in wire version 1 stands for atoms and vectors alike.</param>
    public static bool TryGetType(WireVersion version, int code, out RayType type)
    {
        type = (RayType)code;
        if (code is (>= 98 and <= 103) or 126 or 127)
            return true;
        if (version == WireVersion.V3)
            return code is (>= 0 and <= 13) or 16;
        type = code switch
        {
            6 => RayType.Symbol,
            7 => RayType.Date,
            8 => RayType.Time,
            9 => RayType.Timestamp,
            10 => RayType.F64,
            12 => RayType.Char,
            _ => type,
        };
        return code is >= 0 and <= 12;
    }

    /// <summary>
    /// The code by which a type travels. Wire version 1 has neither F32 nor Timespan: they go in the widest type that
    /// it has, F64 and I64. It has no String either, which is a vector of Char there; nor has version 3 a Char, which
    /// is a String there.
    /// </summary>
    public static int GetCode(WireVersion version, RayType type)
    {
        if (version == WireVersion.V3)
            return (int)(type == RayType.Char ? RayType.String : type);
        return type switch
        {
            RayType.Symbol => 6,
            RayType.Date => 7,
            RayType.Time => 8,
            RayType.Timestamp => 9,
            RayType.F32 or RayType.F64 => 10,
            RayType.Char or RayType.String => 12,
            RayType.Timespan => (int)RayType.I64,
            _ => (int)type,
        };
    }

    /// <summary>The bytes of one element, or 0 where the type has no fixed width.</summary>
    public static int GetWidth(WireVersion version, RayType type) => type switch
    {
        RayType.F32 when version == WireVersion.V1 => 8,
        RayType.B8 or RayType.U8 or RayType.Char => 1,
        RayType.I16 => 2,
        RayType.I32 or RayType.F32 or RayType.Date or RayType.Time => 4,
        RayType.I64 or RayType.F64 or RayType.Timestamp or RayType.Timespan => 8,
        RayType.Guid => 16,
        _ => 0,
    };
}
