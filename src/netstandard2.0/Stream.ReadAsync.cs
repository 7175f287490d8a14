using System.Buffers;
using System.Runtime.InteropServices;

namespace System.IO;

internal static class StreamReadAsync
{
    /// <summary>Reads into memory; by way of a rented array where the memory is not that of one.</summary>
    public static async ValueTask<int> ReadAsync(
        this Stream stream, Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (MemoryMarshal.TryGetArray<byte>(buffer, out var segment))
            return await stream.ReadAsync(
                segment.Array!, segment.Offset, segment.Count, cancellationToken).ConfigureAwait(false);

        var rented = ArrayPool<byte>.Shared.Rent(buffer.Length);
        try
        {
            var count = await stream.ReadAsync(rented, 0, buffer.Length, cancellationToken).ConfigureAwait(false);
            rented.AsSpan(0, count).CopyTo(buffer.Span);
            return count;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(rented);
        }
    }
}
