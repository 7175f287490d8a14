using System.Collections;

namespace Rayforce;

/// <content>The calendar types that .NET Standard does not have.</content>
public static partial class RayConvert
{
    private static RayObject? ToCalendarAtom(object value) => value switch
    {
        DateOnly date => new RayAtom<RayDate>(RayDate.FromDateOnly(date)),
        TimeOnly time => new RayAtom<RayTime>(RayTime.FromTimeOnly(time)),
        _ => null,
    };

    private static RayVector? ToCalendarVector(IEnumerable sequence) => sequence switch
    {
        IEnumerable<DateOnly> items => Vector(items, RayDate.FromDateOnly),
        IEnumerable<TimeOnly> items => Vector(items, RayTime.FromTimeOnly),
        IEnumerable<DateOnly?> items => NullableVector(items, RayDate.FromDateOnly),
        IEnumerable<TimeOnly?> items => NullableVector(items, RayTime.FromTimeOnly),
        _ => null,
    };
}
