namespace Rayforce;

/// <summary>A time of day: milliseconds since midnight, in the wire's own layout.</summary>
/// <param name="Milliseconds">Milliseconds since midnight; <see cref="int.MinValue"/> is the null.</param>
public readonly partial record struct RayTime(int Milliseconds) : IComparable<RayTime>
{
    /// <summary>The null time.</summary>
    public static RayTime Null => new(int.MinValue);

    /// <summary>Whether this is the null.</summary>
    public bool IsNull => Milliseconds == int.MinValue;

    /// <summary>
    /// The time that lies <paramref name="time"/> after midnight; what is below a millisecond is dropped.
    /// </summary>
    /// <param name="time">Time since midnight.</param>
    /// <exception cref="OverflowException">More than 24 days.</exception>
    public static RayTime FromTimeSpan(TimeSpan time) =>
        time.Ticks / TimeSpan.TicksPerMillisecond is var milliseconds and > int.MinValue and <= int.MaxValue
            ? new RayTime((int)milliseconds)
            : throw new OverflowException(
                $"The time {time} does not fit a Rayforce time, whose 32 bits hold 24 days of milliseconds.");

    /// <summary>The time since midnight.</summary>
    /// <exception cref="InvalidOperationException">The time is null.</exception>
    public TimeSpan ToTimeSpan() => IsNull
        ? throw new InvalidOperationException("The Rayforce time is null: it has no TimeSpan.")
        : new TimeSpan(Milliseconds * TimeSpan.TicksPerMillisecond);

    /// <inheritdoc/>
    public int CompareTo(RayTime other) => Milliseconds.CompareTo(other.Milliseconds);

    /// <summary>Whether <paramref name="left"/> is earlier; the null is earliest.</summary>
    public static bool operator <(RayTime left, RayTime right) => left.Milliseconds < right.Milliseconds;

    /// <summary>Whether <paramref name="left"/> is later.</summary>
    public static bool operator >(RayTime left, RayTime right) => left.Milliseconds > right.Milliseconds;

    /// <summary>Whether <paramref name="left"/> is not later.</summary>
    public static bool operator <=(RayTime left, RayTime right) => left.Milliseconds <= right.Milliseconds;

    /// <summary>Whether <paramref name="left"/> is not earlier.</summary>
    public static bool operator >=(RayTime left, RayTime right) => left.Milliseconds >= right.Milliseconds;
}
