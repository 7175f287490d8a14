namespace Rayforce.Rayfall;

/// <summary>The scope of a query: the columns of its table, by name.</summary>
internal sealed class TableScope(Scope? outer, RayTable table) : Scope(outer)
{
    public override RayTable Table => table;

    public override RayObject? Find(RaySymbol name) => table.Find(name.Utf8) ?? base.Find(name);
}
