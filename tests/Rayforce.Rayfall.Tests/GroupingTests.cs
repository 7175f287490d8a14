using System.Text;
using CsCheck;
using Rayforce.Rayfall.Bounds;
using Rayforce.Rayfall.Kernels;
using Rayforce.Rayfall.Types;

namespace Rayforce.Rayfall.Tests;

public class GroupingTests
{
    private static readonly Gen<long> Numbers = Gen.OneOf(
        Gen.Long[0, 5], Gen.Long[-1000, 100_000], Gen.Long, Gen.Const(long.MinValue), Gen.Const(long.MaxValue));

    private static readonly Gen<double> Floats = Gen.OneOf(
        Gen.Double[-2, 2], Gen.Int[0, 4].Select(i => new[] { 0.0, -0.0, double.NaN, -double.NaN, 1.5 }[i]), Gen.Double);

    [Fact]
    public void Rows_are_grouped_as_a_naive_grouping_does() =>
        Gen.Select(Gen.Int[1, 3], Gen.Int[0, 3000], Gen.Int, Gen.Int[1, 3], Gen.Bool)
            .SelectMany((columns, rows, _, workers, choose) => Gen.Select(
                Keys(rows).Array[columns],
                choose && rows > 0
                    ? Gen.Int[0, rows - 1].Array[0, 500].Select(chosen => (int[]?)chosen)
                    : Gen.Const((int[]?)null),
                Gen.Const(workers)))
            .Sample(
                (keys, chosen, workers) => Check(keys, chosen, new Workers(workers)),
                iter: 100);

    [Theory]
    [InlineData(1000, 1)]
    [InlineData(1000, 3)]
    [InlineData(1_500_000, 1)]
    [InlineData(1_500_000, 2)]
    [InlineData(long.MaxValue, 1)]
    [InlineData(long.MaxValue, 3)]
    [InlineData(1L << 40, 2)]
    public void Many_rows_are_grouped_alike_by_any_number_of_workers(long range, int workers)
    {
        var random = new Random(1);
        var values = new long[400_000];
        for (var i = 0; i < values.Length; i++)
            values[i] = random.NextInt64(range) / (range == 1L << 40 ? 1L << 30 : 1);
        Check([ElementTypes.I64.Wrap(values)], null, new Workers(workers));
        var halves = Array.ConvertAll(values, value => (int)(value % 1000));
        Check([ElementTypes.I64.Wrap(values), ElementTypes.I32.Wrap(halves)], null, new Workers(workers));
    }

    [Fact]
    public void Keys_that_fill_64_bits_together_are_numbered_and_never_mixed_up()
    {
        var random = new Random(2);
        var first = new long[50_000];
        var second = new double[first.Length];
        var third = new long[first.Length];
        for (var i = 0; i < first.Length; i++)
            (first[i], second[i], third[i]) = (random.NextInt64(3) << 61, random.Next(100) / 7.0, random.Next(100));
        Check(
            [ElementTypes.I64.Wrap(first), ElementTypes.F64.Wrap(second), ElementTypes.I64.Wrap(third)],
            null,
            new Workers(2));
    }

    private static Gen<Column> Keys(int rows) => Gen.OneOf(
        Numbers.Array[rows].Select(v => (Column)ElementTypes.I64.Wrap(v)),
        Gen.Int[-3, 3].Array[rows].Select(v => (Column)ElementTypes.I32.Wrap(v)),
        Gen.OneOf(Gen.Short, Gen.Const(short.MinValue)).Array[rows].Select(v => (Column)ElementTypes.I16.Wrap(v)),
        Gen.Byte.Array[rows].Select(v => (Column)ElementTypes.U8.Wrap(v)),
        Gen.Int[-5, 1000].Array[rows].Select(v => (Column)ElementTypes.Symbol.Wrap(v)),
        Floats.Array[rows].Select(v => (Column)ElementTypes.F64.Wrap(v)),
        Floats.Select(v => (float)v).Array[rows].Select(v => (Column)ElementTypes.F32.Wrap(v)),
        Gen.Int[0, 9].Array[rows].Select(v => (Column)ElementTypes.Guid.Wrap(
            Array.ConvertAll(v, n => new Guid(n / 3, 0, 0, 0, 0, 0, 0, 0, 0, 0, (byte)(n % 3))))),
        Gen.String[Gen.Char['a', 'c'], 0, 3].Array[rows].Select(v => (Column)Texts(v)),
        Gen.Int[-1, 4].Array[rows].Select(v => (Column)new TextColumn(Texts(["b", "", "b", "c", "a"]).Texts, v, true)),
        Gen.Int[0, 9].Array[rows].Select(v => (Column)new ListColumn(Array.ConvertAll(v, Item))));

    private static Value Item(int number) => number switch
    {
        0 => Value.Null,
        1 => Value.Int64(1),
        2 => Value.Float64(1),
        3 => Value.Symbol(1),
        4 => ElementTypes.I64.Wrap(new long[] { 1, 2 }),
        5 => ElementTypes.I64.Wrap(new long[] { 1, 2 }),
        6 => new ListColumn(Value.Int64(1), Value.Int64(2)),
        _ => Value.String(Encoding.UTF8.GetBytes((number / 2).ToString(System.Globalization.CultureInfo.InvariantCulture))),
    };

    private static TextColumn Texts(string[] texts)
    {
        var builder = new TextBlockBuilder(Unlimited());
        foreach (var text in texts)
            builder.Add(Encoding.UTF8.GetBytes(text));
        return builder.ToColumn();
    }

    private static Budget Unlimited() => new(long.MaxValue, long.MaxValue, CancellationToken.None);

    private static void Check(Column[] keys, int[]? rows, Workers workers)
    {
        var seen = new Dictionary<string, int>();
        var first = new List<int>();
        var expected = new List<int>();
        foreach (var row in rows ?? Enumerable.Range(0, keys[0].Count))
        {
            var key = string.Join('|', keys.Select(column => Print(column[row])));
            if (!seen.TryGetValue(key, out var group))
            {
                seen.Add(key, group = seen.Count);
                first.Add(row);
            }

            expected.Add(group);
        }

        var grouping = rows is null
            ? Grouping.Of(Unlimited(), workers, keys)
            : Grouping.Of(Unlimited(), workers, keys, rows);
        Assert.Equal(first, grouping.FirstRows);
        Assert.Equal(expected, grouping.GroupOfRow);

        var arranged = grouping.Arrange(Unlimited(), workers);
        var all = rows ?? Enumerable.Range(0, keys[0].Count).ToArray();
        var order = Enumerable.Range(0, all.Length).OrderBy(i => expected[i]).Select(i => all[i]);
        Assert.Equal(order, arranged.Order);
        Assert.Equal(grouping.Count + 1, arranged.Starts.Length);
        for (var group = 0; group < grouping.Count; group++)
            Assert.Equal(grouping.FirstRows[group], arranged[group][0]);
    }

    private static string Print(Value value) => value switch
    {
        { IsUntypedNull: true } => "null",
        { AtomType.IsNumeric: true, IsNull: true } => "none",
        { AtomType.IsFloat: true } => (value.Double + 0.0).ToString("R", System.Globalization.CultureInfo.InvariantCulture),
        { Scalar: { } type } => (type.IsNumeric ? "" : type.Name) + value.Bits,
        { Text: { } text } => "text" + Encoding.UTF8.GetString(text.Utf8),
        { Column: { } column } => column.Type + string.Join(',', Enumerable.Range(0, column.Count).Select(i => Print(column[i]))),
        { Datum: GuidAtom guid } => guid.Value.ToString(),
        _ => throw new NotSupportedException(),
    };
}
