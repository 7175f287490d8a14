using System.Collections;

namespace Rayforce;

/// <content>Sequences.</content>
public static partial class RayConvert
{
    /// <summary>
    /// The runtime takes an <c>sbyte[]</c> for a <c>byte[]</c>, and an array of an enum for one of its integers, so
    /// arrays of what has no Rayforce type are refused before they are mistaken.
    /// </summary>
    private static RayObject ToVector(IEnumerable sequence) => sequence switch
    {
        Array array when array.GetType().GetElementType() is { } type && IsMistaken(type) => throw Unsupported(type),
        IEnumerable<bool> items => new RayVector<bool>([.. items]),
        IEnumerable<byte> items => new RayVector<byte>([.. items]),
        IEnumerable<short> items => new RayVector<short>([.. items]),
        IEnumerable<int> items => Vector(items, static item => (long)item),
        IEnumerable<long> items => new RayVector<long>([.. items]),
        IEnumerable<float> items => new RayVector<float>([.. items]),
        IEnumerable<double> items => new RayVector<double>([.. items]),
        IEnumerable<string> items => new RaySymbolVector([.. items.Select(static item => item ?? string.Empty)]),
        IEnumerable<DateTime> items => Vector(items, RayTimestamp.FromDateTime),
        IEnumerable<DateTimeOffset> items => Vector(items, RayTimestamp.FromDateTimeOffset),
        IEnumerable<TimeSpan> items => Vector(items, RayTime.FromTimeSpan),
        IEnumerable<Guid> items => Vector(items, static item => new RayGuid(item)),
        IEnumerable<RayDate> items => new RayVector<RayDate>([.. items]),
        IEnumerable<RayTime> items => new RayVector<RayTime>([.. items]),
        IEnumerable<RayTimestamp> items => new RayVector<RayTimestamp>([.. items]),
        IEnumerable<RayGuid> items => new RayVector<RayGuid>([.. items]),
        _ => ToNullableVector(sequence) ?? ToCalendarVector(sequence) ?? (RayObject)ToList(sequence),
    };

    private static RayVector? ToNullableVector(IEnumerable sequence) => sequence switch
    {
        IEnumerable<bool?> items => WithoutNull(items),
        IEnumerable<byte?> items => WithoutNull(items),
        IEnumerable<short?> items => NullableVector(items, static item => item),
        IEnumerable<int?> items => NullableVector(items, static item => (long)item),
        IEnumerable<long?> items => NullableVector(items, static item => item),
        IEnumerable<float?> items => NullableVector(items, static item => item),
        IEnumerable<double?> items => NullableVector(items, static item => item),
        IEnumerable<DateTime?> items => NullableVector(items, RayTimestamp.FromDateTime),
        IEnumerable<DateTimeOffset?> items => NullableVector(items, RayTimestamp.FromDateTimeOffset),
        IEnumerable<TimeSpan?> items => NullableVector(items, RayTime.FromTimeSpan),
        IEnumerable<Guid?> items => NullableVector(items, static item => new RayGuid(item)),
        IEnumerable<RayDate?> items => NullableVector(items, static item => item),
        IEnumerable<RayTime?> items => NullableVector(items, static item => item),
        IEnumerable<RayTimestamp?> items => NullableVector(items, static item => item),
        IEnumerable<RayGuid?> items => NullableVector(items, static item => item),
        _ => null,
    };

    private static RayList ToList(IEnumerable sequence) => sequence is IEnumerable<object?> items
        ? new RayList([.. items.Select(ToRay)])
        : throw Unsupported(sequence.GetType());

    private static RayVector<TRay> Vector<T, TRay>(IEnumerable<T> items, Func<T, TRay> convert)
        where TRay : unmanaged => new([.. items.Select(convert)]);

    private static RayVector<TRay> NullableVector<T, TRay>(IEnumerable<T?> items, Func<T, TRay> convert)
        where T : struct
        where TRay : unmanaged =>
        new([.. items.Select(item => item is { } value ? convert(value) : RayElement<TRay>.Null)]);

    private static RayVector<T> WithoutNull<T>(IEnumerable<T?> items)
        where T : unmanaged => new([.. items.Select(static (item, row) => item ?? throw new NotSupportedException(
            $"Row {row} is null, and a vector of {RayElement<T>.Type} has no null. " +
            "Give it a value, or take a type that has one, such as short."))]);

    private static bool IsMistaken(Type type) =>
        type.IsEnum || type == typeof(sbyte) || type == typeof(ushort) || type == typeof(uint) || type == typeof(ulong);
}
