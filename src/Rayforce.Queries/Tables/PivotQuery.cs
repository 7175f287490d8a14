using Rayforce.Ipc;

namespace Rayforce.Queries;

/// <summary>A pivot, which the server computes; the Python binding computes it in its own process.</summary>
internal sealed class PivotQuery : TableQuery
{
    private readonly TableQuery _table;
    private readonly string _rows;
    private readonly string _columns;
    private readonly string _values;
    private readonly string _function;

    public PivotQuery(TableQuery table, string rows, string columns, string values, PivotAggregate aggregate)
    {
        _table = table;
        _rows = Names.Check(rows, nameof(Pivot), nameof(rows));
        _columns = Names.Check(columns, nameof(Pivot), nameof(columns));
        _values = Names.Check(values, nameof(Pivot), nameof(values));
        _function = aggregate switch
        {
            PivotAggregate.Sum => "sum",
            PivotAggregate.Count => "count",
            PivotAggregate.Average => "avg",
            PivotAggregate.Min => "min",
            PivotAggregate.Max => "max",
            PivotAggregate.First => "first",
            PivotAggregate.Last => "last",
            _ => throw new ArgumentOutOfRangeException(
                nameof(aggregate), aggregate, "Pivot: there is no such aggregate."),
        };
    }

    private protected override RayObject Build(WireVersion version) => Form.Builtin(
        version,
        "pivot",
        _table.ToOperand(version),
        Form.Literal(version, _rows),
        Form.Literal(version, _columns),
        Form.Literal(version, _values),
        Form.Function(version, _function));
}
