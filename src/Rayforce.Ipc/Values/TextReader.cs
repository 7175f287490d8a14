namespace Rayforce;

/// <summary>Reads symbols or strings, which have no null.</summary>
internal sealed class TextReader(IReadOnlyList<string> texts) : ElementReader<string>
{
    public override int Count => texts.Count;

    public override bool IsNull(int row) => false;

    public override string ReadValue(int row) => texts[row];
}
