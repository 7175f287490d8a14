namespace Rayforce;

/// <summary>Reads a vector or list as objects.</summary>
internal sealed class ObjectReader(RayObject values) : ElementReader<RayObject>
{
    public override int Count => values.ElementCount;

    public override bool IsNull(int row) =>
        values.ElementAt(row) is RayNull or RayAtom { IsNull: true } or RayString { IsNull: true };

    public override RayObject ReadValue(int row) => values.ElementAt(row);

    private protected override RayObject Null(int row) => values.ElementAt(row);
}
