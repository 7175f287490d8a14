using System.Buffers;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using Rayforce.WebSocket;

namespace Rayforce.Server;

/// <summary>
/// What comes out of a pipe, as a stream. That of the framework makes an object for each read that has to wait.
/// </summary>
/// <param name="pipe">The pipe, which stays its owner's to complete.</param>
internal sealed class PipeInput(PipeReader pipe) : ConnectionStream
{
    public override bool CanWrite => false;

    /// <exception cref="OperationCanceledException">The read was cancelled, by its token or by the pipe.</exception>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var result = await pipe.ReadAsync(cancellationToken).ConfigureAwait(false);
        if (result.IsCanceled)
        {
            pipe.AdvanceTo(result.Buffer.Start);
            throw new OperationCanceledException();
        }

        var count = (int)Math.Min(result.Buffer.Length, buffer.Length);
        var taken = result.Buffer.Slice(0, count);
        taken.CopyTo(buffer.Span);
        pipe.AdvanceTo(taken.End);
        return count;
    }
}
