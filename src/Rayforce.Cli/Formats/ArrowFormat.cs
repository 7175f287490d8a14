namespace Rayforce.Cli.Formats;

/// <summary>An Arrow stream for each result.</summary>
internal sealed class ArrowFormat : IResultFormat
{
    /// <inheritdoc/>
    public bool IsForPeople => false;

    /// <inheritdoc/>
    public void Write(RayObject value, Stream output)
    {
        using var arrow = new ArrowTableWriter(output);
        arrow.Write(Tabular.Of(value));
    }
}
