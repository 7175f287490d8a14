using System.Globalization;

namespace Rayforce.Data;

/// <summary>Literals of dates and times: <c>DATE '2024-01-02'</c>.</summary>
internal static class SqlMoment
{
    private static readonly string[] TimestampForms =
        ["yyyy-MM-dd HH:mm:ss.FFFFFFF", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF", "yyyy-MM-dd HH:mm", "yyyy-MM-dd"];

    private static readonly string[] TimeForms = ["HH:mm:ss.FFFFFFF", "HH:mm"];

    /// <summary>A moment; null where the text is none.</summary>
    /// <param name="kind">DATE, TIME or TIMESTAMP.</param>
    /// <param name="text">The text.</param>
    public static RayObject? Parse(string kind, string text)
    {
        try
        {
            return kind.ToUpperInvariant() switch
            {
                "DATE" => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, default, out var date)
                    ? RayConvert.ToRay(date)
                    : null,
                "TIME" => TimeOnly.TryParseExact(text, TimeForms, CultureInfo.InvariantCulture, default, out var time)
                    ? RayConvert.ToRay(time)
                    : null,
                _ => DateTime.TryParseExact(
                    text, TimestampForms, CultureInfo.InvariantCulture,
                    DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var moment)
                    ? RayConvert.ToRay(moment)
                    : null,
            };
        }
        catch (OverflowException)
        {
            return null;
        }
    }
}
