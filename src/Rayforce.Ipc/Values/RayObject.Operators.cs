namespace Rayforce;

/// <content>
/// Conversion operators: to .NET each is <see cref="As{T}"/>, with its errors; from .NET each is a row of the table of
/// <see cref="RayConvert"/>.
/// </content>
public abstract partial class RayObject
{
    /// <inheritdoc cref="As{T}"/>
    public static explicit operator bool(RayObject value) => Checked(value).As<bool>();

    /// <inheritdoc cref="As{T}"/>
    public static explicit operator bool?(RayObject value) => Checked(value).As<bool?>();

    /// <inheritdoc cref="As{T}"/>
    public static explicit operator byte(RayObject value) => Checked(value).As<byte>();

    /// <inheritdoc cref="As{T}"/>
    public static explicit operator byte?(RayObject value) => Checked(value).As<byte?>();

    /// <inheritdoc cref="As{T}"/>
    public static explicit operator short(RayObject value) => Checked(value).As<short>();

    /// <inheritdoc cref="As{T}"/>
    public static explicit operator short?(RayObject value) => Checked(value).As<short?>();

    /// <inheritdoc cref="As{T}"/>
    public static explicit operator int(RayObject value) => Checked(value).As<int>();

    /// <inheritdoc cref="As{T}"/>
    public static explicit operator int?(RayObject value) => Checked(value).As<int?>();

    /// <inheritdoc cref="As{T}"/>
    public static explicit operator long(RayObject value) => Checked(value).As<long>();

    /// <inheritdoc cref="As{T}"/>
    public static explicit operator long?(RayObject value) => Checked(value).As<long?>();

    /// <inheritdoc cref="As{T}"/>
    public static explicit operator float(RayObject value) => Checked(value).As<float>();

    /// <inheritdoc cref="As{T}"/>
    public static explicit operator float?(RayObject value) => Checked(value).As<float?>();

    /// <inheritdoc cref="As{T}"/>
    public static explicit operator double(RayObject value) => Checked(value).As<double>();

    /// <inheritdoc cref="As{T}"/>
    public static explicit operator double?(RayObject value) => Checked(value).As<double?>();

    /// <inheritdoc cref="As{T}"/>
    public static explicit operator string(RayObject value) => Checked(value).As<string>();

    /// <inheritdoc cref="As{T}"/>
    public static explicit operator DateTime(RayObject value) => Checked(value).As<DateTime>();

    /// <inheritdoc cref="As{T}"/>
    public static explicit operator DateTime?(RayObject value) => Checked(value).As<DateTime?>();

    /// <inheritdoc cref="As{T}"/>
    public static explicit operator DateTimeOffset(RayObject value) => Checked(value).As<DateTimeOffset>();

    /// <inheritdoc cref="As{T}"/>
    public static explicit operator DateTimeOffset?(RayObject value) => Checked(value).As<DateTimeOffset?>();

    /// <inheritdoc cref="As{T}"/>
    public static explicit operator TimeSpan(RayObject value) => Checked(value).As<TimeSpan>();

    /// <inheritdoc cref="As{T}"/>
    public static explicit operator TimeSpan?(RayObject value) => Checked(value).As<TimeSpan?>();

    /// <inheritdoc cref="As{T}"/>
    public static explicit operator Guid(RayObject value) => Checked(value).As<Guid>();

    /// <inheritdoc cref="As{T}"/>
    public static explicit operator Guid?(RayObject value) => Checked(value).As<Guid?>();

    /// <inheritdoc cref="RayConvert.ToRay(object)"/>
    public static implicit operator RayObject(DateTime value) => RayConvert.ToRay(value);

    /// <inheritdoc cref="RayConvert.ToRay(object)"/>
    public static implicit operator RayObject(DateTimeOffset value) => RayConvert.ToRay(value);

    /// <inheritdoc cref="RayConvert.ToRay(object)"/>
    public static implicit operator RayObject(TimeSpan value) => RayConvert.ToRay(value);

    /// <inheritdoc cref="RayConvert.ToRay(object)"/>
    public static implicit operator RayObject(Guid value) => RayConvert.ToRay(value);
}
