namespace Rayforce;

/// <summary>Reads symbols or strings, which have no null.</summary>
internal sealed class TextVectorReader(RayTextVector texts) : ColumnReader<string>
{
    public override int Count => texts.Count;

    public override bool IsNull(int row) => false;

    internal override string ReadValue(int row) => texts[row];
}
