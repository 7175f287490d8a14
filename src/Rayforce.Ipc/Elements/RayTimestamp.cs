namespace Rayforce;

/// <summary>A moment: nanoseconds since 2000-01-01T00:00:00Z, in the wire's own layout.</summary>
/// <param name="Nanoseconds">Nanoseconds since 2000-01-01T00:00:00Z; <see cref="long.MinValue"/> is the null.</param>
public readonly record struct RayTimestamp(long Nanoseconds) : IComparable<RayTimestamp>
{
    private const long NanosecondsPerTick = 100;

    private static readonly DateTime Epoch = new(2000, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    /// <summary>The null timestamp.</summary>
    public static RayTimestamp Null => new(long.MinValue);

    /// <summary>Whether this is the null.</summary>
    public bool IsNull => Nanoseconds == long.MinValue;

    /// <summary>
    /// The moment of a <see cref="DateTime"/>: local time is converted, an unspecified kind is taken as UTC.
    /// </summary>
    /// <param name="time">
    /// A moment between 1707-09-22 and 2292-04-10, which is what 64 bits of nanoseconds hold.
    /// </param>
    /// <exception cref="OverflowException">The moment is outside that range.</exception>
    public static RayTimestamp FromDateTime(DateTime time)
    {
        var utc = time.Kind == DateTimeKind.Local ? time.ToUniversalTime() : time;
        var ticks = utc.Ticks - Epoch.Ticks;
        return Math.Abs(ticks) <= long.MaxValue / NanosecondsPerTick
            ? new RayTimestamp(ticks * NanosecondsPerTick)
            : throw new OverflowException(
                $"The moment {utc:O} does not fit a Rayforce timestamp, " +
                "whose 64 bits of nanoseconds hold 1707-09-22 to 2292-04-10.");
    }

    /// <summary>The moment of a <see cref="DateTimeOffset"/>.</summary>
    /// <param name="time">A moment between 1707-09-22 and 2292-04-10.</param>
    /// <exception cref="OverflowException">The moment is outside that range.</exception>
    public static RayTimestamp FromDateTimeOffset(DateTimeOffset time) => FromDateTime(time.UtcDateTime);

    /// <summary>The moment in UTC; what is below a tick of 100 nanoseconds is dropped, towards the past.</summary>
    /// <exception cref="InvalidOperationException">The timestamp is null.</exception>
    public DateTime ToDateTime()
    {
        if (IsNull)
            throw new InvalidOperationException("The Rayforce timestamp is null: it has no DateTime.");
        var ticks = Nanoseconds / NanosecondsPerTick;
        return Epoch.AddTicks(Nanoseconds % NanosecondsPerTick < 0 ? ticks - 1 : ticks);
    }

    /// <summary>The moment with an offset of zero; what is below a tick is dropped as by
    /// <see cref="ToDateTime"/>.</summary>
    /// <exception cref="InvalidOperationException">The timestamp is null.</exception>
    public DateTimeOffset ToDateTimeOffset() => new(ToDateTime());

    /// <inheritdoc/>
    public int CompareTo(RayTimestamp other) => Nanoseconds.CompareTo(other.Nanoseconds);

    /// <summary>Whether <paramref name="left"/> is earlier; the null is earliest.</summary>
    public static bool operator <(RayTimestamp left, RayTimestamp right) => left.Nanoseconds < right.Nanoseconds;

    /// <summary>Whether <paramref name="left"/> is later.</summary>
    public static bool operator >(RayTimestamp left, RayTimestamp right) => left.Nanoseconds > right.Nanoseconds;

    /// <summary>Whether <paramref name="left"/> is not later.</summary>
    public static bool operator <=(RayTimestamp left, RayTimestamp right) => left.Nanoseconds <= right.Nanoseconds;

    /// <summary>Whether <paramref name="left"/> is not earlier.</summary>
    public static bool operator >=(RayTimestamp left, RayTimestamp right) => left.Nanoseconds >= right.Nanoseconds;
}
