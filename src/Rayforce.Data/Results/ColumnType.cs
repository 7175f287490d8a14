using System.Diagnostics.CodeAnalysis;

namespace Rayforce.Data;

/// <summary>What a type of Rayforce is in ADO.NET.</summary>
/// <param name="Net">The .NET type of its values.</param>
/// <param name="HasNull">Whether a column of it can hold a null.</param>
internal sealed record ColumnType(
    [property: DynamicallyAccessedMembers(ColumnType.Kept)] Type Net, bool HasNull)
{
    /// <summary>What ADO.NET wants kept of a field's type.</summary>
    public const DynamicallyAccessedMemberTypes Kept =
        DynamicallyAccessedMemberTypes.PublicFields | DynamicallyAccessedMemberTypes.PublicProperties;

    public static ColumnType Of(RayType type) => type switch
    {
        RayType.B8 => new(typeof(bool), HasNull: false),
        RayType.U8 => new(typeof(byte), HasNull: false),
        RayType.I16 => new(typeof(short), HasNull: true),
        RayType.I32 => new(typeof(int), HasNull: true),
        RayType.I64 => new(typeof(long), HasNull: true),
        RayType.F32 => new(typeof(float), HasNull: true),
        RayType.F64 => new(typeof(double), HasNull: true),
        RayType.Date or RayType.Timestamp => new(typeof(DateTime), HasNull: true),
        RayType.Time or RayType.Timespan => new(typeof(TimeSpan), HasNull: true),
        RayType.Guid => new(typeof(Guid), HasNull: true),
        RayType.Symbol or RayType.String => new(typeof(string), HasNull: true),
        _ => new(typeof(object), HasNull: true),
    };
}
