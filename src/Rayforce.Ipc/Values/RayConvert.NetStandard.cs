using System.Collections;

namespace Rayforce;

/// <content>.NET Standard has no calendar types beside DateTime.</content>
public static partial class RayConvert
{
    private static RayObject? ToCalendarAtom(object value) => null;

    private static RayVector? ToCalendarVector(IEnumerable sequence) => null;
}
