using Apache.Arrow;
using Apache.Arrow.Types;

namespace Rayforce.Arrow;

/// <summary>Columns as Arrow arrays.</summary>
internal static class ArrowExport
{
    private const int EpochDays = 10_957;
    private const long EpochNanoseconds = EpochDays * 86_400_000_000_000L;

    public static IArrowArray ToArray(string name, RayObject column) => column switch
    {
        RayVector<byte> vector => Share(vector, UInt8Type.Default),
        RayVector<short> vector => Share(vector, Int16Type.Default),
        RayVector<int> vector => Share(vector, Int32Type.Default),
        RayVector<long> vector => Share(vector, Int64Type.Default),
        RayVector<float> vector => Share(vector, FloatType.Default),
        RayVector<double> vector => Share(vector, DoubleType.Default),
        RayVector<RayTime> vector => Share(vector, new Time32Type(TimeUnit.Millisecond)),
        RayVector<RayTimespan> vector => Share(vector, DurationType.Nanosecond),
        RayVector<RayGuid> vector => Share(vector, new FixedSizeBinaryType(16)),
        RayVector<RayDate> vector => Build(vector, ToDays(name, vector), Date32Type.Default),
        RayVector<RayTimestamp> vector =>
            Build(vector, ToNanoseconds(name, vector), new TimestampType(TimeUnit.Nanosecond, "UTC")),
        RayVector<bool> vector => new BooleanArray.Builder().AppendRange(vector.Memory.ToArray()).Build(),
        RayTextVector texts => ToStrings(texts),
        RayList list when list.All(static item => item is RayString) => ToStrings(list),
        _ => throw new NotSupportedException(
            $"The column '{name}' holds {column.Type}, for which there is no Arrow type here."),
    };

    private static IArrowArray Share<T>(RayVector<T> vector, IArrowType type)
        where T : unmanaged => Build(vector, CastMemory<T, byte>.Of(vector.Memory), type);

    private static IArrowArray Build<T>(RayVector<T> vector, ReadOnlyMemory<byte> values, IArrowType type)
        where T : unmanaged
    {
        var validity = Validity(vector, out var nulls);
        return ArrowArrayFactory.BuildArray(new ArrayData(
            type, vector.Count, nulls, offset: 0, [new ArrowBuffer(validity), new ArrowBuffer(values)]));
    }

    /// <summary>A bit for each value that is there; nothing where all are.</summary>
    private static byte[] Validity<T>(RayVector<T> vector, out int nulls)
        where T : unmanaged
    {
        byte[]? bits = null;
        nulls = 0;
        for (var i = 0; i < vector.Count; i++)
        {
            if (!vector.IsNull(i))
                continue;
            bits ??= [.. Enumerable.Repeat((byte)0xFF, (vector.Count + 7) / 8)];
            bits[i >> 3] &= (byte)~(1 << (i & 7));
            nulls++;
        }

        return bits ?? [];
    }

    private static ReadOnlyMemory<byte> ToDays(string name, RayVector<RayDate> vector)
    {
        var days = new int[vector.Count];
        for (var i = 0; i < days.Length; i++)
        {
            if (vector[i].Days > int.MaxValue - EpochDays)
                throw DoesNotFit(name, i, "date32, whose 32 bits count the days from 1970-01-01");
            days[i] = vector.IsNull(i) ? 0 : vector[i].Days + EpochDays;
        }

        return CastMemory<int, byte>.Of(days);
    }

    private static ReadOnlyMemory<byte> ToNanoseconds(string name, RayVector<RayTimestamp> vector)
    {
        var nanoseconds = new long[vector.Count];
        for (var i = 0; i < nanoseconds.Length; i++)
        {
            if (vector[i].Nanoseconds > long.MaxValue - EpochNanoseconds)
                throw DoesNotFit(name, i, "an Arrow timestamp, whose 64 bits of nanoseconds end at 2262-04-11");
            nanoseconds[i] = vector.IsNull(i) ? 0 : vector[i].Nanoseconds + EpochNanoseconds;
        }

        return CastMemory<long, byte>.Of(nanoseconds);
    }

    private static OverflowException DoesNotFit(string name, int row, string what) =>
        new($"Row {row} of the column '{name}' does not fit {what}.");

    private static StringArray ToStrings(RayTextVector texts)
    {
        var builder = new StringArray.Builder().Reserve(texts.Count);
        for (var i = 0; i < texts.Count; i++)
            builder.Append(texts.GetUtf8(i));
        return builder.Build();
    }

    private static StringArray ToStrings(RayList texts)
    {
        var builder = new StringArray.Builder().Reserve(texts.Count);
        foreach (var text in texts)
            builder.Append(((RayString)text).Utf8);
        return builder.Build();
    }
}
