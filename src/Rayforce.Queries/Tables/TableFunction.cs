using Rayforce.Ipc;

namespace Rayforce.Queries;

/// <summary>A builtin that makes a table of a table.</summary>
internal sealed class TableFunction(string function, TableQuery table, params RayExpression[] operands) : TableQuery
{
    public IReadOnlyCollection<string>? Columns { get; init; }

    internal override IReadOnlyCollection<string>? ResultColumns => Columns;

    private protected override RayObject Build(WireVersion version) => Form.Builtin(
        version, function, [table.ToOperand(version), .. operands.Select(operand => operand.ToOperand(version))]);
}
