using System.Runtime.CompilerServices;
using Rayforce.WebSocket;

namespace Rayforce.Server;

/// <summary>
/// The bytes of a connection that has become a WebSocket. When the WebSocket ends they can be read on: it disposes of
/// its stream, and this one leaves the connection as it is. Only a read that nothing has come for is ended with it.
/// </summary>
/// <param name="connection">The connection.</param>
/// <param name="abort">Drops it.</param>
/// <param name="patience">How long the beginning of a frame may take to come.</param>
internal sealed class UpgradedStream(Stream connection, Action abort, TimeSpan patience) : ConnectionStream
{
    private readonly ClientFrames _frames = new();
    private volatile bool _isReading;

    /// <summary>What is wrong with what the client has sent; null for nothing, or what the WebSocket notices.</summary>
    public string? Fault => _frames.Fault;

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        while (true)
        {
            if (_frames.CanTake)
                return _frames.Take(buffer.Span);
            if (buffer.IsEmpty || _frames.Fault is not null)
                return await ReadCoreAsync(buffer, cancellationToken).ConfigureAwait(false);
            if (_frames.PayloadLeft > 0)
            {
                // What is large goes straight to where it belongs.
                var part = buffer[..(int)Math.Min(buffer.Length, _frames.PayloadLeft)];
                var passed = await ReadCoreAsync(part, cancellationToken).ConfigureAwait(false);
                _frames.Pass(passed);
                return passed;
            }

            if (!await TryReadMoreAsync(cancellationToken).ConfigureAwait(false))
                return 0;
        }
    }

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) =>
        connection.WriteAsync(buffer, cancellationToken);

    public override Task FlushAsync(CancellationToken cancellationToken) => connection.FlushAsync(cancellationToken);

    protected override void Dispose(bool disposing)
    {
        if (_isReading)
            abort();
        base.Dispose(disposing);
    }

    /// <returns>False at the end of the stream.</returns>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<bool> TryReadMoreAsync(CancellationToken cancellationToken)
    {
        if (_frames.IsBegun)
            return await TryReadRestAsync(cancellationToken).ConfigureAwait(false);
        var read = await ReadCoreAsync(_frames.Free, cancellationToken).ConfigureAwait(false);
        _frames.Add(read);
        return read > 0;
    }

    /// <summary>Reads the beginning of a frame to its end, in its time.</summary>
    /// <returns>False at the end of the stream.</returns>
    private async ValueTask<bool> TryReadRestAsync(CancellationToken cancellationToken)
    {
        using var late = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        late.CancelAfter(patience);
        try
        {
            // What has come whole is handed on, before the beginning of the next is read to its end.
            while (_frames.IsBegun && !_frames.CanTake)
            {
                var read = await ReadCoreAsync(_frames.Free, late.Token).ConfigureAwait(false);
                if (read == 0)
                    return false;
                _frames.Add(read);
            }
        }
        catch (OperationCanceledException) when (
            late.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            _frames.Break($"a frame was begun, and has not come further in {patience}");
        }

        return true;
    }

    private ValueTask<int> ReadCoreAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        var read = connection.ReadAsync(buffer, cancellationToken);
        return read.IsCompleted ? read : FinishAsync(read);
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<int> FinishAsync(ValueTask<int> read)
    {
        _isReading = true;
        try
        {
            return await read.ConfigureAwait(false);
        }
        finally
        {
            _isReading = false;
        }
    }
}
