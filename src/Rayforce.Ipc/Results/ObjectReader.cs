namespace Rayforce;

/// <summary>Reads any column as objects.</summary>
internal sealed class ObjectReader(int count, Func<int, RayObject> get) : ColumnReader<RayObject>
{
    public override int Count => count;

    public override bool IsNull(int row) =>
        get(row) is RayNull or RayAtom { IsNull: true } or RayString { IsNull: true };

    internal override RayObject ReadValue(int row) => get(row);

    private protected override RayObject Null(int row) => get(row);
}
