using System.Buffers;
using System.Runtime.InteropServices;

namespace System.IO;

internal static class StreamWriteAsync
{
    /// <summary>Writes memory; by way of a rented array where it is not that of one.</summary>
    public static async ValueTask WriteAsync(
        this Stream stream, ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (MemoryMarshal.TryGetArray(buffer, out var segment))
        {
            await stream.WriteAsync(
                segment.Array!, segment.Offset, segment.Count, cancellationToken).ConfigureAwait(false);
            return;
        }

        var rented = ArrayPool<byte>.Shared.Rent(buffer.Length);
        try
        {
            buffer.Span.CopyTo(rented);
            await stream.WriteAsync(rented, 0, buffer.Length, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(rented);
        }
    }
}
