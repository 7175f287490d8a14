namespace Rayforce.Cli.Formats;

/// <summary>A line of JSON for each row of a table; for anything else one line.</summary>
internal sealed class NdjsonFormat : IResultFormat
{
    private static readonly JsonFormat Line = new();

    /// <inheritdoc/>
    public bool IsForPeople => false;

    /// <inheritdoc/>
    public void Write(RayObject value, Stream output)
    {
        if (value is not RayTable table)
        {
            Line.Write(value, output);
            return;
        }

        using var lines = new NdjsonTableWriter(output);
        lines.Write(table);
    }
}
