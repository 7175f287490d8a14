namespace Rayforce.Rayfall;

/// <summary>
/// The names of types in messages and in <c>type</c>: small letters for atoms, capitals for vectors and compounds.
/// </summary>
internal static class TypeNames
{
    public static string Of(RayObject value) => value.IsAtom ? OfAtom(value.Type) : OfVector(value.Type);

    public static string Of(RayObject left, RayObject right) => $"{Of(left)} and {Of(right)}";

    public static string OfVector(RayType type) => OfAtom(type).ToUpperInvariant();

    public static string OfAtom(RayType type) => type switch
    {
        RayType.List => "list",
        RayType.B8 => "b8",
        RayType.U8 => "u8",
        RayType.I16 => "i16",
        RayType.I32 => "i32",
        RayType.I64 => "i64",
        RayType.F32 => "f32",
        RayType.F64 => "f64",
        RayType.Date => "date",
        RayType.Time => "time",
        RayType.Timestamp => "timestamp",
        RayType.Timespan => "timespan",
        RayType.Guid => "guid",
        RayType.Symbol => "sym",
        RayType.String => "str",
        RayType.Table => "table",
        RayType.Dict => "dict",
        RayType.Error => "error",
        // Native has no names for functions and the untyped null.
        _ => "?",
    };
}
