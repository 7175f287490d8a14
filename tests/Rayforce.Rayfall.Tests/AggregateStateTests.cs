using CsCheck;
using Rayforce.Rayfall.Bounds;
using Rayforce.Rayfall.Builtins;
using Rayforce.Rayfall.Builtins.Aggregation;
using Rayforce.Rayfall.Expressions;
using Rayforce.Rayfall.Types;

namespace Rayforce.Rayfall.Tests;

/// <summary>Every aggregate of every type: in parts, in groups, saved and read back.</summary>
public class AggregateStateTests
{
    private const int Groups = 4;

    private static readonly Budget Limits = new(1 << 30, 1 << 30, CancellationToken.None);
    private static readonly SymbolTable Table = new();
    private static readonly Symbols Symbols = new(Table, Limits);

    private static readonly int[] Names =
        [0, Table.Intern("b"u8), Table.Intern("a"u8), Table.Intern("c"u8), Table.Intern("aa"u8), Table.Intern("d"u8)];

    // Small whole numbers: sums of them are exact in any order.
    private static readonly Gen<Column> Columns = Gen.Select(Gen.Int[0, 13], Gen.Int[-4, 5].Array[0, 60], Gen.Bool)
        .Select((type, numbers, marked) => ElementTypes.All.ElementAt(type) switch
        {
            SymbolType symbols => symbols.Wrap(Array.ConvertAll(numbers, n => Names[Math.Abs(n)])),
            ElementType<long> t => t.Wrap(Array.ConvertAll(numbers, n => n == 5 && marked ? t.Null : n)),
            ElementType<int> t => t.Wrap(Array.ConvertAll(numbers, n => n == 5 && marked ? t.Null : n)),
            ElementType<short> t => t.Wrap(Array.ConvertAll(numbers, n => n == 5 && marked ? t.Null : (short)n)),
            ElementType<byte> t => t.Wrap(Array.ConvertAll(numbers, n => (byte)(t == ElementTypes.B8 ? n & 1 : n & 7))),
            ElementType<double> t => t.Wrap(Array.ConvertAll(numbers, n => n == 5 && marked ? t.Null : n)),
            ElementType<float> t => t.Wrap(Array.ConvertAll(numbers, n => n == 5 && marked ? t.Null : n)),
            ElementType<Guid> t => t.Wrap(
                Array.ConvertAll(numbers, n => n == 5 ? Guid.Empty : new Guid(n, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0))),
            var strings => strings.FromAtoms(
                Limits,
                Array.ConvertAll(numbers, n => Value.String(new byte[] { 97, 98, 99 }.AsMemory(0, Math.Abs(n) % 4)))),
        });

    private static readonly (string Name, Aggregate Aggregate)[] All =
    [
        .. Rayforce.Rayfall.Builtins.Aggregates.All
            .Where(builtin => builtin.Aggregate is not null)
            .Select(builtin => (builtin.Name, builtin.Aggregate!)),
        ("distinct", Rayforce.Rayfall.Builtins.Aggregates.DistinctCount),
        ("top", new TopAggregate(descends: true)),
        ("bot", new TopAggregate(descends: false)),
    ];

    [Fact]
    public void A_state_merged_of_parts_or_read_back_is_that_of_all_rows() =>
        Gen.Select(Columns, Gen.Int[0, Groups - 1].Array[60], Gen.Int[0, 60], Gen.Bool).Sample(
            (column, groups, cut, inQuery) =>
            {
                foreach (var (name, aggregate) in All)
                    Check(name, aggregate, column, groups, Math.Min(cut, column.Count), inQuery);
            },
            iter: 400);

    [Fact]
    public void The_parts_of_many_rows_do_not_depend_on_their_workers()
    {
        var random = new Random(3);
        var values = new double[300_000];
        for (var i = 0; i < values.Length; i++)
            values[i] = random.NextDouble() - 0.5;
        var rows = RowExpressions.Of(ElementTypes.F64.Wrap(values))!;
        foreach (var (name, aggregate) in All.Where(item => item.Aggregate.Arity == 1))
        {
            foreach (var inQuery in new[] { false, true })
            {
                var one = Rayforce.Rayfall.Builtins.Aggregates.Over(
                    new Request(Limits, Workers.One, Symbols), aggregate, [rows], values.Length, inQuery);
                var many = Rayforce.Rayfall.Builtins.Aggregates.Over(
                    new Request(Limits, new Workers(4), Symbols), aggregate, [rows], values.Length, inQuery);
                Assert.True(one.Bits == many.Bits, name);
            }
        }
    }

    private static void Check(string name, Aggregate aggregate, Column column, int[] groups, int cut, bool inQuery)
    {
        var rows = RowExpressions.Of(column)!;
        RowExpression[] arguments = name switch
        {
            "top" or "bot" => [rows, RowExpressions.Of(Value.Int64(2))!],
            "quantile" or "percentile" => [rows, RowExpressions.Of(Value.Float64(0.3))!],
            _ when aggregate.Arity == 2 => [rows, rows],
            _ => [rows],
        };
        var scope = new RowScope(Limits, Symbols, inQuery);
        AggregateState whole;
        try
        {
            whole = aggregate.Start(scope, arguments);
        }
        catch (RayfallException)
        {
            return;
        }

        var (first, second) = (aggregate.Start(scope, arguments), aggregate.Start(scope, arguments));
        whole.Grow(Groups);
        first.Grow(Groups);
        second.Grow(Groups);
        whole.Add(arguments, new Block(new Scratch(), 0, column.Count), groups);
        first.Add(arguments, new Block(new Scratch(), 0, cut), groups);
        // The later part numbers its groups the other way round.
        var turned = Array.ConvertAll(groups, group => Groups - 1 - group);
        second.Add(arguments, new Block(new Scratch(), cut, column.Count - cut), turned.AsSpan(cut));

        var saved = new StateWriter(Limits);
        first.SaveTo(saved);
        var reader = new StateReader(saved.ToValue());
        var read = aggregate.Start(scope, arguments);
        read.LoadFrom(ref reader);
        Assert.Equal(Groups, read.Groups);
        read.Merge(second, [3, 2, 1, 0]);
        var expected = whole.Finish();
        Same(name, expected, read.Finish());

        // And one group after the other, without groups.
        for (var group = 0; group < Groups && inQuery; group++)
        {
            var alone = aggregate.Start(scope, arguments);
            alone.Grow(1);
            var chosen = Enumerable.Range(0, column.Count).Where(row => groups[row] == group).ToArray();
            alone.Add(arguments, new Block(new Scratch(), chosen));
            Same(name, expected.Slice(group, 1), alone.Finish());
        }
    }

    private static void Same(string name, Column expected, Column given)
    {
        Assert.Equal(expected.Count, given.Count);
        Assert.Same(expected.Elements, given.Elements);
        for (var i = 0; i < expected.Count; i++)
        {
            var (left, right) = (expected[i], given[i]);
            if (left.Column is { } list)
                Same(name, list, right.Column!);
            else if (left.Type == RayType.F64 && !left.IsNull && !right.IsNull)
                Assert.True(Math.Abs(left.Double - right.Double) < 1e-9, $"{name}: {left.Double}, {right.Double}");
            else if (left.Text is { } text)
                Assert.True(text.Utf8.SequenceEqual(right.Text!.Utf8), name);
            else if (left.Datum is GuidAtom guid)
                Assert.Equal(guid.Value, ((GuidAtom)right.Datum!).Value);
            else
                Assert.True(left.Bits == right.Bits || (left.IsNull && right.IsNull), $"{name}: {left.Bits}, {right.Bits}");
        }
    }

    private sealed class Request(Budget budget, Workers workers, Symbols symbols) : Evaluator
    {
        public override Budget Budget => budget;

        public override Workers Workers => workers;

        public override Symbols Symbols => symbols;

        public override bool InQuery => false;

        public override void BeginEffects() => throw new NotSupportedException();

        public override T Await<T>(Func<CancellationToken, T> wait) => throw new NotSupportedException();

        public override QueryScope? EnterQuery(QueryScope? query) => throw new NotSupportedException();

        public override Value Apply(Value function, params ReadOnlySpan<Value> arguments) =>
            throw new NotSupportedException();

        public override Value Run(ReadOnlySpan<byte> source) => throw new NotSupportedException();

        public override Value Evaluate(Value code) => throw new NotSupportedException();

        public override Function? FindBuiltin(ReadOnlySpan<byte> utf8) => throw new NotSupportedException();

        public override Value? FindGlobal(int name) => throw new NotSupportedException();

        public override void SetGlobal(int name, Value value) => throw new NotSupportedException();

        public override void RemoveGlobal(int name) => throw new NotSupportedException();

        public override IEnumerable<int> GlobalNames => throw new NotSupportedException();

        public override Value? FindName(int name) => throw new NotSupportedException();

        public override void Print(ReadOnlySpan<byte> utf8) => throw new NotSupportedException();
    }
}
