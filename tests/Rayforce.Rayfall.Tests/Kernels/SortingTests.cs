using CsCheck;
using Rayforce.Rayfall.Bounds;
using Rayforce.Rayfall.Kernels;
using Rayforce.Rayfall.Types;

namespace Rayforce.Rayfall.Tests.Kernels;

public class SortingTests
{
    private readonly Budget _budget = new(1L << 40, long.MaxValue, CancellationToken.None);
    private readonly Symbols _symbols;

    public SortingTests() => _symbols = new Symbols(new SymbolTable(), _budget);

    private static readonly Gen<(int Count, int Kinds, int Seed, bool[] Descending)> Shapes = Gen.Select(
        Gen.OneOf(Gen.Int[0, 300], Gen.Int[60_000, 140_000]), Gen.Int[1, 100_000], Gen.Int[0, int.MaxValue],
        Gen.Bool.Array[1, 3]);

    [Fact]
    public void Rows_come_in_the_stable_order_of_their_keys_whoever_sorts() => Shapes.Sample(
        shape =>
        {
            var random = new Random(shape.Seed);
            var keys = Array.ConvertAll(shape.Descending, _ => Column(random, shape.Count, shape.Kinds));
            var expected = Naive(keys, shape.Descending, Enumerable.Range(0, shape.Count));

            Assert.Equal(expected, Sorting.Order(_budget, Workers.One, _symbols, keys, shape.Descending));
            Assert.Equal(expected, Sorting.Order(_budget, new Workers(3), _symbols, keys, shape.Descending));
            var most = random.Next(Math.Max(1, shape.Count / 10));
            Assert.Equal(
                expected[..most],
                Sorting.Top(_budget, new Workers(2), _symbols, keys, shape.Descending, most));
        },
        iter: 20);

    [Fact]
    public void Chosen_rows_are_sorted_alone() => Shapes.Sample(
        shape =>
        {
            var random = new Random(shape.Seed);
            var keys = Array.ConvertAll(shape.Descending, _ => Column(random, shape.Count, shape.Kinds));
            var rows = Enumerable.Range(0, shape.Count).Where(_ => random.Next(3) > 0).ToArray();
            var expected = Naive(keys, shape.Descending, rows);

            Assert.Equal(expected, Sorting.Order(_budget, new Workers(2), _symbols, keys, shape.Descending, rows));
            var most = random.Next(Math.Max(1, rows.Length / 10));
            Assert.Equal(
                expected[..most],
                Sorting.Top(_budget, Workers.One, _symbols, keys, shape.Descending, most, rows));
        },
        iter: 20);

    [Fact]
    public void A_sorted_column_holds_the_elements_in_order() => Shapes.Sample(
        shape =>
        {
            var random = new Random(shape.Seed);
            var column = Column(random, shape.Count, shape.Kinds);
            var descending = shape.Descending[0];
            var expected = column.Gather(Naive([column], [descending], Enumerable.Range(0, shape.Count)));
            var sorted = Sorting.Sort(_budget, new Workers(2), _symbols, column, descending);

            Assert.Same(column.Elements, sorted.Elements);
            Assert.Equal(column.HasNulls, sorted.HasNulls);
            Assert.Equal(shape.Count, sorted.Count);
            for (var i = 0; i < shape.Count; i++)
                Assert.Equal(Bits(expected[i]), Bits(sorted[i]));
        },
        iter: 30);

    [Fact]
    public void An_end_is_less_than_any_byte_and_equal_texts_keep_their_order()
    {
        string[] texts = ["a\0b", "a", "a\0", "", "a\0\0\0\0\0\0\0\0\0", "a", "aaaaaaaaaaaaaaaaaaaaaaaab", "aaaaaaaaaaaaaaaaaaaaaaaa"];
        var column = Strings(texts);

        Assert.Equal([3, 1, 5, 2, 4, 0, 7, 6], Sorting.Order(_budget, Workers.One, _symbols, [column], [false]));
        Assert.Equal([6, 7, 0, 4, 2, 1, 5, 3], Sorting.Order(_budget, Workers.One, _symbols, [column], [true]));
    }

    private static object Bits(Value value) =>
        value.Datum is TextAtom text ? Convert.ToHexString(text.Utf8)
        : value.Datum is GuidAtom guid ? guid.Value
        : value.Bits;

    private int[] Naive(Column[] keys, bool[] descending, IEnumerable<int> rows)
    {
        var order = rows.ToArray();
        var cells = Array.ConvertAll(keys, key => Enumerable.Range(0, key.Count).Select(row => key[row]).ToArray());
        var sorted = order.Order(Comparer<int>.Create((left, right) =>
        {
            for (var i = 0; i < keys.Length; i++)
            {
                var (a, b) = (cells[i][left], cells[i][right]);
                var order = a.Scalar is { IsFloat: true }
                    ? a.Double.CompareTo(b.Double)
                    : keys[i].Elements.Compare(_symbols, a, b);
                if (order != 0)
                    return descending[i] ? -order : order;
            }

            return 0;
        }));
        return [.. sorted];
    }

    private Column Column(Random random, int count, int kinds)
    {
        var numbers = new long[count];
        foreach (ref var number in numbers.AsSpan())
            number = random.NextInt64(kinds) - kinds / 3;
        var wide = random.Next(2) == 0;
        switch (random.Next(9))
        {
            case 0:
                return ElementTypes.U8.Wrap(Array.ConvertAll(numbers, number => (byte)number));
            case 1:
                return ElementTypes.I16.Wrap(Array.ConvertAll(numbers, number => (short)number));
            case 2:
                return ElementTypes.Date.Wrap(Array.ConvertAll(
                    numbers, number => number % 7 == 0 ? int.MinValue : (int)number));
            case 3:
                return ElementTypes.I64.Wrap(Array.ConvertAll(
                    numbers, number => number % 7 == 0 ? long.MinValue : wide ? number * 0x1234_5678_9ABC : number));
            case 4:
                return ElementTypes.F32.Wrap(Array.ConvertAll(
                    numbers, number => number % 7 == 0 ? ElementTypes.F32.Null : number / 3.0f));
            case 5:
                return ElementTypes.F64.Wrap(Array.ConvertAll(
                    numbers, number => number % 7 == 0 ? ElementTypes.F64.Null : number % 5 == 0 ? -0.0 : number / 3.0));
            case 6:
                return ElementTypes.Guid.Wrap(Array.ConvertAll(
                    numbers, number => new Guid((int)number % 7, 0, 0, BitConverter.GetBytes(number))));
            case 7:
                return ElementTypes.Symbol.Wrap(Array.ConvertAll(
                    numbers, number => _symbols.Intern(number % 7 == 0 ? "" : wide ? $"a long prefix {number}" : $"s{number}")));
            default:
                var texts = Strings(Array.ConvertAll(
                    numbers, number => number % 7 == 0 ? "" : wide ? $"a long prefix {number}" : $"s{number}"));
                return wide ? texts : texts.Gather([.. Enumerable.Range(0, count).Select(_ => random.Next(count))]);
        }
    }

    private TextColumn Strings(string[] texts)
    {
        var block = new TextBlockBuilder(_budget);
        foreach (var text in texts)
            block.Add(System.Text.Encoding.UTF8.GetBytes(text));
        return block.ToColumn();
    }
}
