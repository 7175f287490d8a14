namespace Rayforce;

/// <content>The calendar type that .NET Standard does not have.</content>
public readonly partial record struct RayTime
{
    private const int MillisecondsPerDay = 86_400_000;

    /// <summary>The Rayforce time of a .NET one; what is below a millisecond is dropped.</summary>
    /// <param name="time">The time of day.</param>
    public static RayTime FromTimeOnly(TimeOnly time) => FromTimeSpan(time.ToTimeSpan());

    /// <summary>The time of day.</summary>
    /// <exception cref="InvalidOperationException">The time is null, or not within one day.</exception>
    public TimeOnly ToTimeOnly() => Milliseconds is >= 0 and < MillisecondsPerDay
        ? TimeOnly.FromTimeSpan(ToTimeSpan())
        : throw new InvalidOperationException(
            $"The Rayforce time {Milliseconds} (milliseconds since midnight) has no TimeOnly: " +
            "it is null or not within one day. Read it as a TimeSpan.");
}
