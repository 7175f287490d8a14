namespace Rayforce;

/// <summary>Reads a column that is a list, each element by itself.</summary>
internal sealed class ListReader<T>(RayList list) : ColumnReader<T>
{
    public override int Count => list.Count;

    public override bool IsNull(int row) =>
        list[row] is RayNull or RayAtom { IsNull: true } or RayString { IsNull: true };

    private protected override bool Converts => false;

    internal override T ReadValue(int row) => list[row].Read<T>($"element {row} of the {Name}");

    private protected override T Null(int row) => ColumnReader.HasNull(typeof(T)) ? default! : base.Null(row);
}
