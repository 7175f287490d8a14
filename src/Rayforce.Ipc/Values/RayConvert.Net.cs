using System.Collections;

namespace Rayforce;

/// <content>The calendar types that .NET Standard does not have.</content>
public static partial class RayConvert
{
    private static readonly int EpochDayNumber = new DateOnly(2000, 1, 1).DayNumber;

    /// <summary>The Rayforce date of a .NET one.</summary>
    /// <param name="date">The date.</param>
    public static RayDate ToRayDate(DateOnly date) => new(date.DayNumber - EpochDayNumber);

    /// <summary>The Rayforce time of a .NET one; what is below a millisecond is dropped.</summary>
    /// <param name="time">The time of day.</param>
    public static RayTime ToRayTime(TimeOnly time) => new((int)(time.Ticks / TimeSpan.TicksPerMillisecond));

    private static RayObject? ToCalendarAtom(object value) => value switch
    {
        DateOnly date => new RayAtom<RayDate>(ToRayDate(date)),
        TimeOnly time => new RayAtom<RayTime>(ToRayTime(time)),
        _ => null,
    };

    private static RayVector? ToCalendarVector(IEnumerable sequence) => sequence switch
    {
        IEnumerable<DateOnly> items => Vector(items, ToRayDate),
        IEnumerable<TimeOnly> items => Vector(items, ToRayTime),
        IEnumerable<DateOnly?> items => NullableVector(items, ToRayDate),
        IEnumerable<TimeOnly?> items => NullableVector(items, ToRayTime),
        _ => null,
    };
}
