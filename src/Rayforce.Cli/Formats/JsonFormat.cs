using System.Text.Json;

namespace Rayforce.Cli.Formats;

/// <summary>JSON, a line for each result.</summary>
internal sealed class JsonFormat : IResultFormat
{
    /// <inheritdoc/>
    public bool IsForPeople => false;

    /// <inheritdoc/>
    public void Write(RayObject value, Stream output)
    {
        using (var json = new Utf8JsonWriter(output, JsonValue.Options))
            JsonValue.Write(json, value);
        output.WriteByte((byte)'\n');
    }
}
