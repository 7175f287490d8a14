using Rayforce.Ipc;

namespace Rayforce.Queries;

/// <summary>A delete. Of a table that is no name of the server's, it is what remains.</summary>
internal sealed class DeleteQuery(TableSource table, RayExpression condition) : ChangeQuery(table)
{
    private protected override RayObject BuildFor(WireVersion version, RayObject table) => Form.Builtin(
        version, "delete", Form.Dict([("from", table), ("where", condition.ToOperand(version))]));
}
