using Rayforce.Ipc;

namespace Rayforce.Queries;

/// <summary>
/// A join. A table that is named is named on the wire too; the Python binding looks it up in its own process and
/// sends it whole.
/// </summary>
internal sealed class JoinQuery : TableQuery
{
    private readonly string _function;
    private readonly TableQuery _left;
    private readonly TableQuery _right;
    private readonly RaySymbolVector _keys;

    public JoinQuery(string function, TableQuery left, TableQuery right, string[] on)
    {
        _function = function;
        _left = left;
        _right = right ?? throw new ArgumentNullException(nameof(right));
        _keys = Keys(function, on, left, right);
    }

    /// <summary>Columns by which tables are joined or ordered, which each of them has.</summary>
    public static RaySymbolVector Keys(string method, string[] columns, params TableQuery[] tables)
    {
        _ = columns ?? throw new ArgumentNullException(nameof(columns));
        if (columns.Length == 0)
            throw new ArgumentException($"{method}: name one column at least.", nameof(columns));
        foreach (var column in columns)
            Names.Check(column, method, nameof(columns));
        foreach (var table in tables)
        {
            if (table.ResultColumns is { } known
                && Array.Find(columns, column => !known.Contains(column)) is { } missing)
            {
                throw new ArgumentException(
                    $"{method}: {table.Describe()} has no column '{missing}'; it has {string.Join(", ", known)}.",
                    nameof(columns));
            }
        }

        return new RaySymbolVector([.. columns]);
    }

    private protected override RayObject Build(WireVersion version) =>
        Form.Builtin(version, _function, _keys, _left.ToOperand(version), _right.ToOperand(version));
}
