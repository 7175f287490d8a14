namespace Rayforce;

/// <content>
/// Conversion operators: to .NET each is <see cref="As{T}"/>, with its errors; from .NET each is a row of the table of
/// <see cref="RayConvert"/>.
/// </content>
#pragma warning disable CS1591 // One line each, and the tables say what they do.
public abstract partial class RayObject
{
    public static explicit operator bool(RayObject value) => Checked(value).As<bool>();

    public static explicit operator bool?(RayObject value) => Checked(value).As<bool?>();

    public static explicit operator byte(RayObject value) => Checked(value).As<byte>();

    public static explicit operator byte?(RayObject value) => Checked(value).As<byte?>();

    public static explicit operator short(RayObject value) => Checked(value).As<short>();

    public static explicit operator short?(RayObject value) => Checked(value).As<short?>();

    public static explicit operator int(RayObject value) => Checked(value).As<int>();

    public static explicit operator int?(RayObject value) => Checked(value).As<int?>();

    public static explicit operator long(RayObject value) => Checked(value).As<long>();

    public static explicit operator long?(RayObject value) => Checked(value).As<long?>();

    public static explicit operator float(RayObject value) => Checked(value).As<float>();

    public static explicit operator float?(RayObject value) => Checked(value).As<float?>();

    public static explicit operator double(RayObject value) => Checked(value).As<double>();

    public static explicit operator double?(RayObject value) => Checked(value).As<double?>();

    public static explicit operator string(RayObject value) => Checked(value).As<string>();

    public static explicit operator DateTime(RayObject value) => Checked(value).As<DateTime>();

    public static explicit operator DateTime?(RayObject value) => Checked(value).As<DateTime?>();

    public static explicit operator DateTimeOffset(RayObject value) => Checked(value).As<DateTimeOffset>();

    public static explicit operator DateTimeOffset?(RayObject value) => Checked(value).As<DateTimeOffset?>();

    public static explicit operator TimeSpan(RayObject value) => Checked(value).As<TimeSpan>();

    public static explicit operator TimeSpan?(RayObject value) => Checked(value).As<TimeSpan?>();

    public static explicit operator Guid(RayObject value) => Checked(value).As<Guid>();

    public static explicit operator Guid?(RayObject value) => Checked(value).As<Guid?>();

    public static implicit operator RayObject(DateTime value) => RayConvert.ToRay(value);

    public static implicit operator RayObject(DateTimeOffset value) => RayConvert.ToRay(value);

    public static implicit operator RayObject(TimeSpan value) => RayConvert.ToRay(value);

    public static implicit operator RayObject(Guid value) => RayConvert.ToRay(value);
}
#pragma warning restore CS1591
