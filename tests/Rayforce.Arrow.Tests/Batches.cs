using Apache.Arrow;
using Apache.Arrow.Ipc;
using Apache.Arrow.Types;

namespace Rayforce.Arrow;

/// <summary>Record batches of one column, and what is read of them.</summary>
internal static class Batches
{
    public static RecordBatch Of(string name, IArrowArray array, IArrowType? type = null) => new(
        new Schema([new Field(name, type ?? array.Data.DataType, nullable: true)], metadata: null),
        [array],
        array.Length);

    /// <summary>An array as a column; it is not disposed of, for the column may share its memory.</summary>
    public static RayObject Read(IArrowArray array) => Of("x", array).ToRayTable()[0];

    /// <summary>A record batch, written as a stream and read again.</summary>
    public static async Task<RecordBatch> SendAsync(RecordBatch batch)
    {
        using var stream = new MemoryStream();
        using (var writer = new ArrowStreamWriter(stream, batch.Schema, leaveOpen: true))
        {
            await writer.WriteRecordBatchAsync(batch);
            await writer.WriteEndAsync();
        }

        stream.Position = 0;
        using var reader = new ArrowStreamReader(stream);
        return await reader.ReadNextRecordBatchAsync();
    }
}
