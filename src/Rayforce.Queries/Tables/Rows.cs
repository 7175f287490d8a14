using Rayforce.Ipc;

namespace Rayforce.Queries;

/// <summary>The rows of an insert or upsert, column by column.</summary>
internal sealed class Rows
{
    private readonly string[]? _names;
    private readonly RayExpression[] _values;

    private Rows(string[]? names, RayExpression[] values)
    {
        _names = names;
        _values = values;
    }

    public int ColumnCount => _values.Length;

    public static Rows Named(string method, Assignment[] columns)
    {
        _ = columns ?? throw new ArgumentNullException(nameof(columns));
        Clauses.Check(method, columns.Select(static column => column.Column));
        foreach (var column in columns)
        {
            // A server takes the values of a dict as they are, without evaluating them.
            if (column.Value is not (ValueExpression or TextExpression))
                throw new ArgumentException(
                    $"{method}: '{column.Column}' is computed ({column.Value.Describe()}); rows hold values.",
                    nameof(columns));
        }

        var names = columns.Select(static column => column.Column).ToArray();
        return Checked(method, names, [.. columns.Select(static column => column.Value)]);
    }

    public static Rows Positional(string method, RayExpression[] columns)
    {
        _ = columns ?? throw new ArgumentNullException(nameof(columns));
        if (columns.Length == 0)
            throw new ArgumentException($"{method}: there are no values.", nameof(columns));
        return Checked(method, names: null, [.. columns.Select(RayExpression.OrNull)]);
    }

    public static Rows Of(RayTable table)
    {
        _ = table ?? throw new ArgumentNullException(nameof(table));
        return new Rows(table.Names.ToArray(), [.. table.Columns.Select(static column => new ValueExpression(column))]);
    }

    public RayObject ToRayObject(WireVersion version) =>
        ToRayObject(version, _values.Select(value => value.ToRowValue(version)));

    public RayObject ToSequences(WireVersion version) =>
        ToRayObject(version, _values.Select(value => ToSequence(value.ToRowValue(version))));

    private RayObject ToRayObject(WireVersion version, IEnumerable<RayObject> values) => _names is null
        ? new RayList([new RayBuiltin(RayType.Variadic, "list"), .. values.Select(value => Evaluated(version, value))])
        : new RayDict(new RaySymbolVector(_names), new RayList([.. values]));

    /// <summary>
    /// A list is a call, which evaluates its operands: in wire version 1 a symbol has to be quoted there.
    /// </summary>
    private static RayObject Evaluated(WireVersion version, RayObject value) =>
        version == WireVersion.V1 && value is RaySymbol { IsQuoted: true } symbol
            ? Form.Literal(version, symbol.Name)
            : value;

    private static RayObject ToSequence(RayObject value) => value switch
    {
        RayVector or RayList => value,
        RayAtom atom => atom.ToVector(),
        RaySymbol symbol => new RaySymbolVector(symbol.Name),
        RayString text => new RayStringVector(text.Value),
        _ => new RayList(value),
    };

    private static Rows Checked(string method, string[]? names, RayExpression[] values)
    {
        var expected = values[0].SequenceLength;
        for (var i = 1; i < values.Length; i++)
        {
            var actual = values[i].SequenceLength;
            if (actual != expected)
            {
                throw new ArgumentException(
                    $"{method}: {Describe(names, 0)} has {Describe(expected)}, " +
                    $"but {Describe(names, i)} has {Describe(actual)}.");
            }
        }

        return new Rows(names, values);
    }

    private static string Describe(string[]? names, int index) =>
        names is null ? $"column {index}" : $"'{names[index]}'";

    private static string Describe(int? length) => length is null ? "a single value" : $"a sequence of {length}";
}
