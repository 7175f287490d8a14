using System.Text.Json;

namespace Rayforce.Cli.Formats;

/// <summary>A line of JSON for each row of a table; for anything else one line.</summary>
internal sealed class NdjsonFormat : IResultFormat
{
    private const int FlushAt = 64 * 1024;

    /// <inheritdoc/>
    public bool IsForPeople => false;

    /// <inheritdoc/>
    public void Write(RayObject value, Stream output)
    {
        using var buffer = new MemoryStream();
        using var json = new Utf8JsonWriter(buffer, JsonValue.Options);
        if (value is not RayTable table)
        {
            JsonValue.Write(json, value);
            EndLine();
        }
        else
        {
            for (var row = 0; row < table.RowCount; row++)
            {
                JsonValue.WriteRow(json, table, row);
                EndLine();
            }
        }

        buffer.WriteTo(output);

        void EndLine()
        {
            json.Flush();
            json.Reset();
            buffer.WriteByte((byte)'\n');
            if (buffer.Length < FlushAt)
                return;
            buffer.WriteTo(output);
            buffer.SetLength(0);
        }
    }
}
