namespace Rayforce;

/// <summary>Reads a column that is a list, each element by itself.</summary>
internal sealed class ListReader<T>(RayList list, T? nothing) : ColumnReader<T>
{
    public override int Count => list.Count;

    public override bool IsNull(int row) =>
        list[row] is RayNull or RayAtom { IsNull: true } or RayString { IsNull: true };

    internal override T ReadValue(int row) => list[row].As<T>();

    private protected override T Null(int row) => nothing is null && default(T) is null ? nothing! : base.Null(row);
}
