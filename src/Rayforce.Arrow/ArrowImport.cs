using Apache.Arrow;
using Apache.Arrow.Arrays;
using Apache.Arrow.Types;

namespace Rayforce.Arrow;

/// <summary>Arrow arrays as columns.</summary>
internal static class ArrowImport
{
    private const int EpochDays = 10_957;
    private const long EpochNanoseconds = EpochDays * NanosecondsPerDay;
    private const long NanosecondsPerDay = 86_400_000_000_000;
    private const long MillisecondsPerDay = 86_400_000;

    public static RayObject ToVector(Field field, IArrowArray array) => array switch
    {
        UInt8Array values => Share<byte, byte>(values, 0),
        Int16Array values => Share<short, short>(values, short.MinValue),
        Int32Array values => Share<int, int>(values, int.MinValue),
        Int64Array values => Share<long, long>(values, long.MinValue),
        FloatArray values => Share<float, float>(values, RayAtom<float>.Null.Value),
        DoubleArray values => Share<double, double>(values, RayAtom<double>.Null.Value),
        Time32Array values when Unit(values) == TimeUnit.Millisecond => Share<int, RayTime>(values, RayTime.Null),
        DurationArray values when Unit(values) == TimeUnit.Nanosecond =>
            Share<long, RayTimespan>(values, RayTimespan.Null),
        DurationArray values => Timespans(field, values),
        FixedSizeBinaryArray values when IsGuid(values.Data.DataType) => Guids(values),
        GuidArray { Storage: FixedSizeBinaryArray values } => Guids(values),
        Int8Array values => Copy(field, values, short.MinValue, static value => (short)value),
        UInt16Array values => Copy(field, values, int.MinValue, static value => (int)value),
        UInt32Array values => Copy(field, values, long.MinValue, static value => (long)value),
        Date32Array values =>
            Copy(field, values, RayDate.Null, static value => new RayDate(checked(value - EpochDays))),
        Date64Array values =>
            Copy(field, values, RayDate.Null, static value => new RayDate(checked((int)WholeDays(value) - EpochDays))),
        Time32Array values => Copy(field, values, RayTime.Null, static value => new RayTime(checked(value * 1000))),
        Time64Array values => Times(field, values),
        TimestampArray values => Timestamps(field, values),
        BooleanArray values => Booleans(values),
        DictionaryArray values when ArrowTexts.Read(values.Dictionary) is { } names =>
            ArrowTexts.ToSymbols(field, values, names),
        _ when ArrowTexts.Read(array) is { } texts => ArrowTexts.ToVector(field, texts),
        _ => throw new NotSupportedException(
            $"The column '{field.Name}' is {NameOf(field.DataType)}, which Rayforce does not have. " +
            "Cast it to a type that it has."),
    };

    /// <summary>
    /// The array's own memory where no value is null; behind a null Arrow promises nothing, so there it is copied.
    /// </summary>
    private static RayVector<TRay> Share<T, TRay>(PrimitiveArray<T> array, TRay nothing)
        where T : unmanaged, IEquatable<T>
        where TRay : unmanaged
    {
        var memory = CastMemory<byte, TRay>.Of(array.ValueBuffer.Memory);
        return RayVector<TRay>.Wrap(
            WithNulls(array, memory.Slice(memory.IsEmpty ? 0 : array.Offset, array.Length), nothing));
    }

    private static RayVector<RayGuid> Guids(FixedSizeBinaryArray array)
    {
        var memory = CastMemory<byte, RayGuid>.Of(array.ValueBuffer.Memory);
        return RayVector<RayGuid>.Wrap(
            WithNulls(array, memory.Slice(memory.IsEmpty ? 0 : array.Offset, array.Length), default));
    }

    private static ReadOnlyMemory<TRay> WithNulls<TRay>(IArrowArray array, ReadOnlyMemory<TRay> values, TRay nothing)
    {
        if (array.NullCount == 0)
            return values;
        var copy = values.ToArray();
        for (var i = 0; i < copy.Length; i++)
        {
            if (array.IsNull(i))
                copy[i] = nothing;
        }

        return copy;
    }

    /// <summary>A value that overflows, or that would be taken for the null, does not fit.</summary>
    private static RayVector<TRay> Copy<T, TRay>(
        Field field, PrimitiveArray<T> array, TRay nothing, Func<T, TRay> convert)
        where T : unmanaged, IEquatable<T>
        where TRay : unmanaged
    {
        var source = array.Values;
        var values = new TRay[array.Length];
        var row = 0;
        try
        {
            for (; row < values.Length; row++)
            {
                values[row] = array.IsNull(row) ? nothing : convert(source[row]);
                if (!array.IsNull(row) && EqualityComparer<TRay>.Default.Equals(values[row], nothing))
                    throw new OverflowException();
            }
        }
        catch (OverflowException e)
        {
            throw new OverflowException(
                $"Row {row} of the column '{field.Name}', a {NameOf(field.DataType)}, does not fit {Range<TRay>()}.",
                e);
        }

        return RayVector<TRay>.Wrap(values);
    }

    private static string Range<TRay>() => typeof(TRay) == typeof(RayTimestamp)
        ? "a Rayforce timestamp, whose 64 bits of nanoseconds hold 1707-09-22 to 2292-04-10"
        : typeof(TRay) == typeof(RayTimespan) ? "a Rayforce timespan, whose 64 bits of nanoseconds hold 106,751 days"
        : $"32 bits of {(typeof(TRay) == typeof(RayDate) ? "days from 2000-01-01" : "milliseconds")}";

    /// <summary>Decimals are fixed-size binaries to the Arrow library too, those of 128 bits of this size.</summary>
    private static bool IsGuid(IArrowType type) =>
        type is FixedSizeBinaryType { TypeId: ArrowTypeId.FixedSizedBinary, ByteWidth: 16 };

    private static string NameOf(IArrowType type) =>
        type is DictionaryType dictionary ? $"a dictionary of {dictionary.ValueType.Name}" : type.Name;

    private static RayVector<RayTime> Times(Field field, Time64Array array)
    {
        var perMillisecond = ((Time64Type)array.Data.DataType).Unit == TimeUnit.Nanosecond ? 1_000_000 : 1000;
        return Copy(field, array, RayTime.Null, value => new RayTime(checked((int)(value / perMillisecond))));
    }

    private static RayVector<RayTimestamp> Timestamps(Field field, TimestampArray array)
    {
        var nanoseconds = NanosecondsOf(((TimestampType)array.Data.DataType).Unit);
        return Copy(
            field,
            array,
            RayTimestamp.Null,
            value => new RayTimestamp(checked(value * nanoseconds - EpochNanoseconds)));
    }

    private static RayVector<RayTimespan> Timespans(Field field, DurationArray array)
    {
        var nanoseconds = NanosecondsOf(Unit(array));
        return Copy(field, array, RayTimespan.Null, value => new RayTimespan(checked(value * nanoseconds)));
    }

    private static long NanosecondsOf(TimeUnit unit) => unit switch
    {
        TimeUnit.Second => 1_000_000_000,
        TimeUnit.Millisecond => 1_000_000,
        TimeUnit.Microsecond => 1000,
        _ => 1,
    };

    private static RayVector<bool> Booleans(BooleanArray array)
    {
        var values = new bool[array.Length];
        for (var i = 0; i < values.Length; i++)
            values[i] = array.GetValue(i) ?? false;
        return RayVector<bool>.Wrap(values);
    }

    private static TimeUnit Unit(Time32Array array) => ((Time32Type)array.Data.DataType).Unit;

    private static TimeUnit Unit(DurationArray array) => ((DurationType)array.Data.DataType).Unit;

    /// <summary>Whole days, those before 1970 towards the past.</summary>
    private static long WholeDays(long milliseconds) =>
        milliseconds / MillisecondsPerDay - (milliseconds % MillisecondsPerDay < 0 ? 1 : 0);
}
