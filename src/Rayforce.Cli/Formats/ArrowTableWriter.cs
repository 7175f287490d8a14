using Apache.Arrow.Ipc;
using Rayforce.Arrow;

namespace Rayforce.Cli.Formats;

/// <summary>Arrow's IPC stream, a record batch for each part.</summary>
internal sealed class ArrowTableWriter(Stream output) : ITableWriter
{
    private ArrowStreamWriter? _writer;

    /// <inheritdoc/>
    public void Write(RayTable rows)
    {
        using var batch = rows.ToRecordBatch();
        _writer ??= new ArrowStreamWriter(output, batch.Schema, leaveOpen: true);
        _writer.WriteRecordBatch(batch);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _writer?.WriteEnd();
        _writer?.Dispose();
    }
}
