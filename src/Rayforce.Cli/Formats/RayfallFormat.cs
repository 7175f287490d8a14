namespace Rayforce.Cli.Formats;

/// <summary>Rayfall source, a line for each result.</summary>
internal sealed class RayfallFormat : TextFormat
{
    /// <inheritdoc/>
    protected override void Write(RayObject value, TextWriter writer) => writer.WriteLine(RayfallSource.Of(value));
}
