using System.Text.Json;

namespace Rayforce.Cli.Formats;

/// <summary>A line of JSON for each row.</summary>
internal sealed class NdjsonTableWriter : ITableWriter
{
    private const int FlushAt = 64 * 1024;

    private readonly Stream _output;
    private readonly MemoryStream _buffer = new();
    private readonly Utf8JsonWriter _json;

    /// <summary>Begins to write.</summary>
    public NdjsonTableWriter(Stream output)
    {
        _output = output;
        _json = new Utf8JsonWriter(_buffer, JsonValue.Options);
    }

    /// <inheritdoc/>
    public void Write(RayTable rows)
    {
        for (var row = 0; row < rows.RowCount; row++)
        {
            JsonValue.WriteRow(_json, rows, row);
            _json.Flush();
            _json.Reset();
            _buffer.WriteByte((byte)'\n');
            if (_buffer.Length >= FlushAt)
                Flush();
        }

        Flush();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _json.Dispose();
        _buffer.Dispose();
    }

    private void Flush()
    {
        _buffer.WriteTo(_output);
        _buffer.SetLength(0);
    }
}
