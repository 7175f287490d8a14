using System.Data;
using System.Globalization;

namespace Rayforce.Data;

/// <summary>Values of ADO.NET as those of Rayforce.</summary>
internal static class ParameterValue
{
    /// <summary>A value as a type of ADO.NET says, or by itself.</summary>
    /// <exception cref="NotSupportedException">The value has no Rayforce type.</exception>
    public static RayObject ToRay(object? value, DbType? type) => (value, type) switch
    {
        (null or DBNull, _) => Null(type),
        (RayObject known, _) => known,
        (string text, DbType.StringFixedLength or DbType.AnsiStringFixedLength) => new RaySymbol(text, quoted: true),
        (string text, _) => new RayString(text),
        (decimal number, _) => new RayAtom<double>((double)number),
        (char letter, _) => new RayString(letter.ToString()),
        (sbyte number, _) => new RayAtom<short>(number),
        (ushort number, _) => new RayAtom<int>(number),
        (uint number, _) => new RayAtom<long>(number),
        (ulong number, _) => new RayAtom<long>(checked((long)number)),
        (Enum number, _) => new RayAtom<long>(Convert.ToInt64(number, CultureInfo.InvariantCulture)),
        (IConvertible number, DbType.Int16) => new RayAtom<short>(number.ToInt16(CultureInfo.InvariantCulture)),
        (DateTime moment, DbType.Date) => RayConvert.ToRay(DateOnly.FromDateTime(moment)),
        (TimeSpan time, DbType.Object) => new RayAtom<RayTimespan>(RayTimespan.FromTimeSpan(time)),
        _ => RayConvert.ToRay(value),
    };

    /// <summary>The type that a value has by itself.</summary>
    public static DbType TypeOf(object? value) => value switch
    {
        bool => DbType.Boolean,
        byte => DbType.Byte,
        short => DbType.Int16,
        int => DbType.Int32,
        long => DbType.Int64,
        float => DbType.Single,
        double or decimal => DbType.Double,
        DateOnly => DbType.Date,
        TimeOnly or TimeSpan => DbType.Time,
        DateTime => DbType.DateTime,
        DateTimeOffset => DbType.DateTimeOffset,
        Guid => DbType.Guid,
        null or DBNull or string => DbType.String,
        _ => DbType.Object,
    };

    /// <summary>A null needs a type inside a query: a number's, which goes with most, where none is named.</summary>
    private static RayObject Null(DbType? type) => type switch
    {
        DbType.Double or DbType.Single or DbType.Decimal or DbType.Currency => RayAtom<double>.Null,
        DbType.Date => RayAtom<RayDate>.Null,
        DbType.DateTime or DbType.DateTime2 or DbType.DateTimeOffset => RayAtom<RayTimestamp>.Null,
        DbType.Time => RayAtom<RayTime>.Null,
        DbType.Guid => RayAtom<RayGuid>.Null,
        _ => RayAtom<long>.Null,
    };
}
