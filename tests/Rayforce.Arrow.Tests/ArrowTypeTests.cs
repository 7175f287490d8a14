using Apache.Arrow;
using Apache.Arrow.Types;

namespace Rayforce.Arrow;

/// <summary>Every type that Arrow has: what it becomes, or by which name it is refused.</summary>
public class ArrowTypeTests
{
    private static readonly Guid Id = new("00010203-0405-0607-0809-0a0b0c0d0e0f");

    private static Int32Array Ints => new Int32Array.Builder().Append(1).AppendNull().Append(3).Build();

    private static StringArray Texts => new StringArray.Builder().Append("a").AppendNull().Append("c").Build();

    public static TheoryData<ArrowTypeId> Types => [.. Enum.GetValues<ArrowTypeId>()];

    [Theory]
    [MemberData(nameof(Types))]
    public void Each_type_is_read_or_refused_by_name(ArrowTypeId id)
    {
        var (array, expected) = Verdict(id);
        using var batch = Batches.Of("x", array, array is RecordBatch inner ? inner.Schema : null);

        if (expected is RayObject column)
        {
            Assert.Equal(column, batch.ToRayTable()[0]);
            return;
        }

        Assert.Equal(
            $"The column 'x' is {expected}, which Rayforce does not have. Cast it to a type that it has.",
            Assert.Throws<NotSupportedException>(() => batch.ToRayTable()).Message);
    }

    /// <summary>Three values, the second a null, and the column or the name that they are refused by.</summary>
    private static (IArrowArray Array, object Expected) Verdict(ArrowTypeId id) => id switch
    {
        ArrowTypeId.Null => (new NullArray(3), "null"),
        ArrowTypeId.Boolean => (
            new BooleanArray.Builder().Append(true).AppendNull().Append(true).Build(),
            new RayVector<bool>(true, false, true)),
        ArrowTypeId.UInt8 => (
            new UInt8Array.Builder().Append(1).AppendNull().Append(3).Build(), new RayVector<byte>(1, 0, 3)),
        ArrowTypeId.Int8 => (
            new Int8Array.Builder().Append(1).AppendNull().Append(sbyte.MinValue).Build(),
            new RayVector<short>(1, short.MinValue, -128)),
        ArrowTypeId.UInt16 => (
            new UInt16Array.Builder().Append(1).AppendNull().Append(65535).Build(),
            new RayVector<int>(1, int.MinValue, 65535)),
        ArrowTypeId.Int16 => (
            new Int16Array.Builder().Append(1).AppendNull().Append(3).Build(),
            new RayVector<short>(1, short.MinValue, 3)),
        ArrowTypeId.UInt32 => (
            new UInt32Array.Builder().Append(1).AppendNull().Append(uint.MaxValue).Build(),
            new RayVector<long>(1, long.MinValue, uint.MaxValue)),
        ArrowTypeId.Int32 => (Ints, new RayVector<int>(1, int.MinValue, 3)),
        ArrowTypeId.UInt64 => (new UInt64Array.Builder().Append(1).AppendNull().Append(3).Build(), "uint64"),
        ArrowTypeId.Int64 => (
            new Int64Array.Builder().Append(1).AppendNull().Append(3).Build(),
            new RayVector<long>(1, long.MinValue, 3)),
        ArrowTypeId.HalfFloat => (new HalfFloatArray.Builder().Append((Half)1).AppendNull().Build(), "halffloat"),
        ArrowTypeId.Float => (
            new FloatArray.Builder().Append(1.5f).AppendNull().Append(2.5f).Build(),
            new RayVector<float>(1.5f, RayAtom<float>.Null.Value, 2.5f)),
        ArrowTypeId.Double => (
            new DoubleArray.Builder().Append(1.5).AppendNull().Append(2.5).Build(),
            new RayVector<double>(1.5, RayAtom<double>.Null.Value, 2.5)),
        ArrowTypeId.String => (Texts, new RayStringVector("a", "", "c")),
        ArrowTypeId.LargeString => (
            new LargeStringArray.Builder().Append("a").AppendNull().Append("c").Build(),
            new RayStringVector("a", "", "c")),
        ArrowTypeId.StringView => (
            new StringViewArray.Builder().Append("a").AppendNull().Append("longer than a view's inside").Build(),
            new RayStringVector("a", "", "longer than a view's inside")),
        ArrowTypeId.Binary => (new BinaryArray.Builder().Append((byte)1).Build(), "binary"),
        ArrowTypeId.LargeBinary => (new LargeBinaryArray.Builder().Append((byte)1).Build(), "large_binary"),
        ArrowTypeId.BinaryView => (new BinaryViewArray.Builder().Append((byte)1).Build(), "binaryview"),
        ArrowTypeId.FixedSizedBinary => (
            FixedBytes(new FixedSizeBinaryType(16)),
            new RayVector<RayGuid>(new RayGuid(Id), default, new RayGuid(Id))),
        ArrowTypeId.Date32 => (
            new Date32Array.Builder().Append(new DateTime(2000, 1, 2)).AppendNull().Append(new DateTime(1969, 12, 31))
                .Build(),
            new RayVector<RayDate>(new RayDate(1), RayDate.Null, new RayDate(-10_958))),
        ArrowTypeId.Date64 => (
            new Date64Array.Builder().Append(new DateTime(2000, 1, 2)).AppendNull().Append(new DateTime(1969, 12, 31))
                .Build(),
            new RayVector<RayDate>(new RayDate(1), RayDate.Null, new RayDate(-10_958))),
        ArrowTypeId.Timestamp => (
            new TimestampArray.Builder(new TimestampType(TimeUnit.Second, timezone: (string?)null))
                .Append(new DateTimeOffset(2000, 1, 1, 0, 0, 1, TimeSpan.Zero)).AppendNull()
                .Append(new DateTimeOffset(1708, 1, 1, 0, 0, 0, TimeSpan.Zero)).Build(),
            new RayVector<RayTimestamp>(
                new RayTimestamp(1_000_000_000),
                RayTimestamp.Null,
                RayTimestamp.FromDateTime(new DateTime(1708, 1, 1)))),
        ArrowTypeId.Time32 => (
            new Time32Array.Builder(TimeUnit.Second).Append(1).AppendNull().Append(86_399).Build(),
            new RayVector<RayTime>(new RayTime(1000), RayTime.Null, new RayTime(86_399_000))),
        ArrowTypeId.Time64 => (
            new Time64Array.Builder(TimeUnit.Nanosecond).Append(1_999_999).AppendNull().Append(0).Build(),
            new RayVector<RayTime>(new RayTime(1), RayTime.Null, new RayTime(0))),
        ArrowTypeId.Interval => (
            new YearMonthIntervalArray.Builder().AppendNull().AppendNull().Build(), "interval"),
        ArrowTypeId.Duration => (
            new DurationArray.Builder(DurationType.Second).Append(1).AppendNull().Append(-3).Build(),
            new RayVector<RayTimespan>(
                new RayTimespan(1_000_000_000), RayTimespan.Null, new RayTimespan(-3_000_000_000))),
        ArrowTypeId.Decimal32 => (FixedBytes(new Decimal32Type(5, 2)), "decimal32"),
        ArrowTypeId.Decimal64 => (FixedBytes(new Decimal64Type(18, 4)), "decimal64"),
        ArrowTypeId.Decimal128 => (
            new Decimal128Array.Builder(new Decimal128Type(18, 4)).Append(187.15m).AppendNull().Append(-1m).Build(),
            "decimal128"),
        ArrowTypeId.Decimal256 => (
            new Decimal256Array.Builder(new Decimal256Type(40, 4)).Append(187.15m).AppendNull().Append(-1m).Build(),
            "decimal256"),
        ArrowTypeId.Dictionary => (
            new DictionaryArray(
                new DictionaryType(Int32Type.Default, StringType.Default, ordered: false), Indices, Texts),
            new RaySymbolVector("c", "", "a")),
        ArrowTypeId.List => (
            Offsets(new ListType(Int32Type.Default), Buffer<int>(0, 3), Ints.Data), "list"),
        ArrowTypeId.LargeList => (
            Offsets(new LargeListType(Int32Type.Default), Buffer<long>(0, 3), Ints.Data), "large_list"),
        ArrowTypeId.ListView => (
            new ListViewArray(
                new ListViewType(Int32Type.Default), 1, Buffer(0), Buffer(3), Ints, ArrowBuffer.Empty),
            "listview"),
        ArrowTypeId.LargeListView => (
            new LargeListViewArray(
                new LargeListViewType(Int32Type.Default), 1, Buffer(0L), Buffer(3L), Ints, ArrowBuffer.Empty),
            "large_listview"),
        ArrowTypeId.FixedSizeList => (
            new FixedSizeListArray(new FixedSizeListType(Int32Type.Default, 3), 1, Ints, ArrowBuffer.Empty),
            "fixed_size_list"),
        ArrowTypeId.Struct => (
            new StructArray(new StructType([new Field("a", Int32Type.Default, true)]), 3, [Ints], ArrowBuffer.Empty),
            "struct"),
        ArrowTypeId.Map => (
            new MapArray.Builder(new MapType(StringType.Default, Int32Type.Default, true, false)).AppendNull().Build(),
            "map"),
        ArrowTypeId.Union => (
            new SparseUnionArray(
                new UnionType([new Field("a", Int32Type.Default, true)], [0], UnionMode.Sparse),
                3,
                [Ints],
                Buffer<byte>(0, 0, 0)),
            "union"),
        ArrowTypeId.RunEndEncoded => (
            new RunEndEncodedArray(new Int32Array.Builder().Append(1).Append(2).Append(3).Build(), Ints),
            "run_end_encoded"),
        ArrowTypeId.RecordBatch => (Batches.Of("a", Ints), "RecordBatch"),
        ArrowTypeId.Extension => (
            new GuidArray(FixedBytes(new FixedSizeBinaryType(16))),
            new RayVector<RayGuid>(new RayGuid(Id), default, new RayGuid(Id))),
        _ => throw new NotSupportedException($"{id} has no verdict here."),
    };

    [Fact]
    public void Other_fixed_binaries_dictionaries_and_extensions_are_refused_by_name()
    {
        Assert.Contains(
            "is fixed_size_binary,", Refusal(FixedBytes(new FixedSizeBinaryType(8))), StringComparison.Ordinal);
        Assert.Contains(
            "is a dictionary of int32,",
            Refusal(new DictionaryArray(
                new DictionaryType(Int32Type.Default, Int32Type.Default, ordered: false), Indices, Ints)),
            StringComparison.Ordinal);
        Assert.Contains(
            "is arrow.bool8,",
            Refusal(new Bool8Array(new Int8Array.Builder().Append(1).Build())),
            StringComparison.Ordinal);
    }

    private static Int32Array Indices => new Int32Array.Builder().Append(2).AppendNull().Append(0).Build();

    private static string Refusal(IArrowArray array) =>
        Assert.Throws<NotSupportedException>(() => Batches.Read(array)).Message;

    /// <summary>The first bytes of the Guid, a null, and the bytes again.</summary>
    private static IArrowArray FixedBytes(FixedSizeBinaryType type)
    {
        var bytes = Id.ToByteArray(bigEndian: true).AsSpan(0, type.ByteWidth);
        var values = new ArrowBuffer((byte[])[.. bytes, .. new byte[type.ByteWidth], .. bytes]);
        return ArrowArrayFactory.BuildArray(
            new ArrayData(type, length: 3, nullCount: 1, offset: 0, [new ArrowBuffer(new byte[] { 0b101 }), values]));
    }

    private static IArrowArray Offsets(IArrowType type, ArrowBuffer offsets, ArrayData child) =>
        ArrowArrayFactory.BuildArray(
            new ArrayData(type, length: 1, nullCount: 0, offset: 0, [ArrowBuffer.Empty, offsets], [child]));

    private static ArrowBuffer Buffer<T>(params T[] values)
        where T : struct => new ArrowBuffer.Builder<T>().AppendRange(values).Build();
}
