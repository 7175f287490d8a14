using Apache.Arrow.Ipc;
using Rayforce.Arrow;

namespace Rayforce.Cli.Formats;

/// <summary>An Arrow stream for each result.</summary>
internal sealed class ArrowFormat : IResultFormat
{
    /// <inheritdoc/>
    public bool IsForPeople => false;

    /// <inheritdoc/>
    public void Write(RayObject value, Stream output)
    {
        using var batch = Tabular.Of(value).ToRecordBatch();
        using var writer = new ArrowStreamWriter(output, batch.Schema, leaveOpen: true);
        writer.WriteRecordBatch(batch);
        writer.WriteEnd();
    }
}
