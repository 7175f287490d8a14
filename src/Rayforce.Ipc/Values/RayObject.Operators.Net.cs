namespace Rayforce;

/// <content>The calendar types that .NET Standard does not have.</content>
public abstract partial class RayObject
{
    /// <inheritdoc cref="As{T}"/>
    public static explicit operator DateOnly(RayObject value) => Checked(value).As<DateOnly>();

    /// <inheritdoc cref="As{T}"/>
    public static explicit operator DateOnly?(RayObject value) => Checked(value).As<DateOnly?>();

    /// <inheritdoc cref="As{T}"/>
    public static explicit operator TimeOnly(RayObject value) => Checked(value).As<TimeOnly>();

    /// <inheritdoc cref="As{T}"/>
    public static explicit operator TimeOnly?(RayObject value) => Checked(value).As<TimeOnly?>();

    /// <inheritdoc cref="RayConvert.ToRay(object)"/>
    public static implicit operator RayObject(DateOnly value) => RayConvert.ToRay(value);

    /// <inheritdoc cref="RayConvert.ToRay(object)"/>
    public static implicit operator RayObject(TimeOnly value) => RayConvert.ToRay(value);
}
