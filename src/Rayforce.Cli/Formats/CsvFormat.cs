namespace Rayforce.Cli.Formats;

/// <summary>CSV, see <see cref="CsvTableWriter"/>.</summary>
internal sealed class CsvFormat : TextFormat
{
    /// <inheritdoc/>
    protected override void Write(RayObject value, TextWriter writer)
    {
        using var csv = new CsvTableWriter(writer);
        csv.Write(Tabular.Of(value));
    }
}
