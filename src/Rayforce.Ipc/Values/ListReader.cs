namespace Rayforce;

/// <summary>Reads a list, each element by itself.</summary>
internal sealed class ListReader<T>(RayList list) : ElementReader<T>
{
    public override int Count => list.Count;

    private protected override bool Converts => false;

    public override bool IsNull(int row) =>
        list[row] is RayNull or RayAtom { IsNull: true } or RayString { IsNull: true };

    public override T ReadValue(int row) => list[row].Read<T>($"element {row} of the {Name}");

    private protected override T Null(int row) => ReadableType.HasNull(typeof(T)) ? default! : base.Null(row);
}
