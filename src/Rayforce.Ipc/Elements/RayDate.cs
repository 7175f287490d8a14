namespace Rayforce;

/// <summary>A date: days since 2000-01-01, in the wire's own layout.</summary>
/// <param name="Days">Days since 2000-01-01; <see cref="int.MinValue"/> is the null.</param>
public readonly partial record struct RayDate(int Days) : IComparable<RayDate>
{
    private static readonly DateTime Epoch = new(2000, 1, 1, 0, 0, 0, DateTimeKind.Unspecified);

    /// <summary>The null date.</summary>
    public static RayDate Null => new(int.MinValue);

    /// <summary>Whether this is the null.</summary>
    public bool IsNull => Days == int.MinValue;

    /// <summary>The date of a <see cref="DateTime"/>; its time of day is dropped.</summary>
    /// <param name="date">The date.</param>
    public static RayDate FromDateTime(DateTime date) => new((date.Date - Epoch).Days);

    /// <summary>Midnight of the date, of unspecified kind.</summary>
    /// <exception cref="InvalidOperationException">The date is null, or outside the years 1 to 9999.</exception>
    public DateTime ToDateTime()
    {
        var days = (long)Days + Epoch.Ticks / TimeSpan.TicksPerDay;
        return !IsNull && days >= 0 && days <= DateTime.MaxValue.Ticks / TimeSpan.TicksPerDay
            ? new DateTime(days * TimeSpan.TicksPerDay)
            : throw new InvalidOperationException(
                $"The Rayforce date {Days} (days since 2000-01-01) has no DateTime: " +
                "it is null or outside the years 1 to 9999.");
    }

    /// <inheritdoc/>
    public int CompareTo(RayDate other) => Days.CompareTo(other.Days);

    /// <summary>Whether <paramref name="left"/> is earlier; the null is earliest.</summary>
    public static bool operator <(RayDate left, RayDate right) => left.Days < right.Days;

    /// <summary>Whether <paramref name="left"/> is later.</summary>
    public static bool operator >(RayDate left, RayDate right) => left.Days > right.Days;

    /// <summary>Whether <paramref name="left"/> is not later.</summary>
    public static bool operator <=(RayDate left, RayDate right) => left.Days <= right.Days;

    /// <summary>Whether <paramref name="left"/> is not earlier.</summary>
    public static bool operator >=(RayDate left, RayDate right) => left.Days >= right.Days;
}
