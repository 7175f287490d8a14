using Rayforce.Ipc;

namespace Rayforce.Queries;

/// <summary>An insert.</summary>
internal sealed class InsertQuery(TableSource table, Rows rows) : ChangeQuery(table)
{
    private protected override RayObject BuildFor(WireVersion version, RayObject table) =>
        Form.Call(version, "insert", table, rows.ToRayObject(version));
}
