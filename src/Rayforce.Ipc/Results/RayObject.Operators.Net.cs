namespace Rayforce;

/// <content>The calendar types that .NET Standard does not have.</content>
#pragma warning disable CS1591 // One line each, and the tables say what they do.
public abstract partial class RayObject
{
    public static explicit operator DateOnly(RayObject value) => Checked(value).As<DateOnly>();

    public static explicit operator DateOnly?(RayObject value) => Checked(value).As<DateOnly?>();

    public static explicit operator TimeOnly(RayObject value) => Checked(value).As<TimeOnly>();

    public static explicit operator TimeOnly?(RayObject value) => Checked(value).As<TimeOnly?>();

    public static implicit operator RayObject(DateOnly value) => RayConvert.ToRay(value);

    public static implicit operator RayObject(TimeOnly value) => RayConvert.ToRay(value);
}
#pragma warning restore CS1591
