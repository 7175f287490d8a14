using Rayforce.Ipc;

namespace Rayforce.Queries;

/// <summary>A table that travels with the query, or that an expression yields.</summary>
internal sealed class ComputedTable(RayExpression table) : TableSource
{
    internal override RayObject ToOperand(WireVersion version) => table.ToOperand(version);
}
