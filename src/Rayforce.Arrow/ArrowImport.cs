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
        FixedSizeBinaryArray { Data.DataType: FixedSizeBinaryType { ByteWidth: 16 } } values => Guids(values),
        Int8Array values => Copy(values, short.MinValue, static value => (short)value),
        UInt16Array values => Copy(values, int.MinValue, static value => (int)value),
        UInt32Array values => Copy(values, long.MinValue, static value => (long)value),
        Date32Array values => Copy(values, RayDate.Null, static value => new RayDate(checked(value - EpochDays))),
        Date64Array values =>
            Copy(values, RayDate.Null, static value => new RayDate(checked((int)WholeDays(value) - EpochDays))),
        Time32Array values => Copy(values, RayTime.Null, static value => new RayTime(checked(value * 1000))),
        Time64Array values => Times(values),
        TimestampArray values => Timestamps(values),
        BooleanArray values => Booleans(values),
        StringArray values => Texts(field, values.Length, index => values.GetString(index)),
        LargeStringArray values => Texts(field, values.Length, index => values.GetString(index)),
        DictionaryArray { Dictionary: StringArray } values => Symbols(values),
        _ => throw new NotSupportedException(
            $"The column '{field.Name}' is {array.Data.DataType.Name}, which Rayforce does not have."),
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

    private static RayVector<TRay> Copy<T, TRay>(PrimitiveArray<T> array, TRay nothing, Func<T, TRay> convert)
        where T : unmanaged, IEquatable<T>
        where TRay : unmanaged
    {
        var source = array.Values;
        var values = new TRay[array.Length];
        for (var i = 0; i < values.Length; i++)
            values[i] = array.IsNull(i) ? nothing : convert(source[i]);
        return RayVector<TRay>.Wrap(values);
    }

    private static RayVector<RayTime> Times(Time64Array array)
    {
        var perMillisecond = ((Time64Type)array.Data.DataType).Unit == TimeUnit.Nanosecond ? 1_000_000 : 1000;
        return Copy(array, RayTime.Null, value => new RayTime((int)(value / perMillisecond)));
    }

    private static RayVector<RayTimestamp> Timestamps(TimestampArray array)
    {
        var nanoseconds = ((TimestampType)array.Data.DataType).Unit switch
        {
            TimeUnit.Second => 1_000_000_000L,
            TimeUnit.Millisecond => 1_000_000,
            TimeUnit.Microsecond => 1000,
            _ => 1,
        };
        return Copy(
            array, RayTimestamp.Null, value => new RayTimestamp(checked(value * nanoseconds - EpochNanoseconds)));
    }

    private static RayVector<bool> Booleans(BooleanArray array)
    {
        var values = new bool[array.Length];
        for (var i = 0; i < values.Length; i++)
            values[i] = array.GetValue(i) ?? false;
        return RayVector<bool>.Wrap(values);
    }

    private static RayTextVector Texts(Field field, int count, Func<int, string?> get)
    {
        var texts = new string[count];
        for (var i = 0; i < count; i++)
            texts[i] = get(i) ?? string.Empty;
        return field.Metadata is { } metadata && metadata.TryGetValue(ArrowTables.TypeKey, out var type)
            && type == ArrowTables.SymbolType
            ? new RaySymbolVector(texts)
            : new RayStringVector(texts);
    }

    /// <summary>Texts by number are what symbols are.</summary>
    private static RaySymbolVector Symbols(DictionaryArray array)
    {
        var dictionary = (StringArray)array.Dictionary;
        var names = new string[array.Length];
        for (var i = 0; i < names.Length; i++)
        {
            var name = array.IsNull(i) ? null : dictionary.GetString((int)IndexAt(array.Indices, i));
            names[i] = name ?? string.Empty;
        }

        return new RaySymbolVector(names);
    }

    private static long IndexAt(IArrowArray indices, int row) => indices switch
    {
        Int8Array values => values.Values[row],
        UInt8Array values => values.Values[row],
        Int16Array values => values.Values[row],
        UInt16Array values => values.Values[row],
        Int32Array values => values.Values[row],
        UInt32Array values => values.Values[row],
        Int64Array values => values.Values[row],
        _ => throw new NotSupportedException(
            $"Arrow dictionary indices of type {indices.Data.DataType.Name} are not read."),
    };

    private static TimeUnit Unit(Time32Array array) => ((Time32Type)array.Data.DataType).Unit;

    /// <summary>Whole days, those before 1970 towards the past.</summary>
    private static long WholeDays(long milliseconds) =>
        (milliseconds >= 0 ? milliseconds : milliseconds - MillisecondsPerDay + 1) / MillisecondsPerDay;
}
