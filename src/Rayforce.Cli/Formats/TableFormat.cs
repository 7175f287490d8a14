namespace Rayforce.Cli.Formats;

/// <summary>For people: tables and dicts in a box with all their rows, anything else as Rayfall source.</summary>
internal sealed class TableFormat : TextFormat
{
    /// <inheritdoc/>
    public override bool IsForPeople => true;

    /// <inheritdoc/>
    protected override void Write(RayObject value, TextWriter writer)
    {
        if (value is RayTable or RayDict)
            new TableBox(Tabular.Of(value)).Write(writer);
        else
            writer.WriteLine(Printable.Lines(RayfallSource.Of(value)));
    }
}
