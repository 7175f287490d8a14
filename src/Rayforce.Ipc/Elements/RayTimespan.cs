namespace Rayforce;

/// <summary>
/// A span of time: nanoseconds, signed, in the wire's own layout. It is what the difference of two timestamps is since
/// core 3.0.1; older cores have no such type and answer <c>type</c>.
/// </summary>
/// <param name="Nanoseconds">Nanoseconds; <see cref="long.MinValue"/> is the null.</param>
public readonly record struct RayTimespan(long Nanoseconds) : IComparable<RayTimespan>
{
    private const long NanosecondsPerTick = 100;

    /// <summary>The null span.</summary>
    public static RayTimespan Null => new(long.MinValue);

    /// <summary>Whether this is the null.</summary>
    public bool IsNull => Nanoseconds == long.MinValue;

    /// <summary>The span of a <see cref="TimeSpan"/>, to the tick.</summary>
    /// <param name="span">At most 106,751 days, which is what 64 bits of nanoseconds hold.</param>
    /// <exception cref="OverflowException">The span is longer.</exception>
    public static RayTimespan FromTimeSpan(TimeSpan span) =>
        span.Ticks is >= -long.MaxValue / NanosecondsPerTick and <= long.MaxValue / NanosecondsPerTick
            ? new RayTimespan(span.Ticks * NanosecondsPerTick)
            : throw new OverflowException(
                $"The span {span} does not fit a Rayforce timespan, whose 64 bits of nanoseconds hold 106,751 days.");

    /// <summary>The span, if a <see cref="TimeSpan"/> holds it whole: its ticks are 100 nanoseconds.</summary>
    /// <exception cref="InvalidOperationException">The span is null.</exception>
    /// <exception cref="OverflowException">The span is no whole number of ticks;
    /// <see cref="ToTimeSpanTruncated"/> drops the rest.</exception>
    public TimeSpan ToTimeSpan() => IsNull || Nanoseconds % NanosecondsPerTick == 0
        ? ToTimeSpanTruncated()
        : throw new OverflowException(
            $"The Rayforce timespan of {Nanoseconds} ns is no whole number of ticks of 100 ns, which a TimeSpan " +
            "counts. Take its nanoseconds, or drop the rest with ToTimeSpanTruncated.");

    /// <summary>The span; what is below a tick of 100 nanoseconds is dropped, towards zero.</summary>
    /// <exception cref="InvalidOperationException">The span is null.</exception>
    public TimeSpan ToTimeSpanTruncated() => IsNull
        ? throw new InvalidOperationException("The Rayforce timespan is null: it has no TimeSpan.")
        : new TimeSpan(Nanoseconds / NanosecondsPerTick);

    /// <inheritdoc/>
    public int CompareTo(RayTimespan other) => Nanoseconds.CompareTo(other.Nanoseconds);

    /// <summary>Whether <paramref name="left"/> is shorter; the null is shortest.</summary>
    public static bool operator <(RayTimespan left, RayTimespan right) => left.Nanoseconds < right.Nanoseconds;

    /// <summary>Whether <paramref name="left"/> is longer.</summary>
    public static bool operator >(RayTimespan left, RayTimespan right) => left.Nanoseconds > right.Nanoseconds;

    /// <summary>Whether <paramref name="left"/> is not longer.</summary>
    public static bool operator <=(RayTimespan left, RayTimespan right) => left.Nanoseconds <= right.Nanoseconds;

    /// <summary>Whether <paramref name="left"/> is not shorter.</summary>
    public static bool operator >=(RayTimespan left, RayTimespan right) => left.Nanoseconds >= right.Nanoseconds;
}
