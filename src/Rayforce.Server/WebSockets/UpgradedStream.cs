using System.Diagnostics;
using System.Runtime.CompilerServices;
using Rayforce.Ipc;
using Rayforce.WebSocket;

namespace Rayforce.Server;

/// <summary>
/// The bytes of a connection that has become a WebSocket. When the WebSocket ends, also when a read of its is cancelled,
/// it disposes of its stream. This one leaves the connection as it is, so that there can be a last word; only a read that
/// nothing has come for is ended with it.
/// </summary>
/// <param name="connection">The connection.</param>
/// <param name="patience">
/// How long the beginning of a frame may take to come, and the rest of it stand still; 64 KiB give a second of that back.
/// </param>
internal sealed class UpgradedStream(Stream connection, TimeSpan patience) : ConnectionStream
{
    private readonly ClientFrames _frames = new();
    private readonly CancellationTokenSource _ending = new();
    private volatile bool _isDisposed;

    /// <summary>How long the rest of the frame has stood still, less what has been given back.</summary>
    private TimeSpan _lost;

    private string? _stall;

    /// <summary>The connection, which outlives this.</summary>
    public Stream Connection => connection;

    /// <summary>What is wrong with what the client has sent; null for nothing, or what the WebSocket notices.</summary>
    public string? Fault => _frames.Fault ?? _stall;

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        while (true)
        {
            if (_frames.CanTake)
                return _frames.Take(buffer.Span);
            if (buffer.IsEmpty || _frames.Fault is not null)
                return await connection.ReadAsync(buffer, _ending.Token).ConfigureAwait(false);
            if (_frames.PayloadLeft > 0)
            {
                // What is large goes straight to where it belongs.
                var part = buffer[..(int)Math.Min(buffer.Length, _frames.PayloadLeft)];
                var passed = await ReadPayloadAsync(part).ConfigureAwait(false);
                _frames.Pass(passed);
                if (_frames.PayloadLeft == 0)
                    _lost = TimeSpan.Zero;
                return passed;
            }

            if (!await TryReadMoreAsync().ConfigureAwait(false))
                return 0;
        }
    }

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) =>
        connection.WriteAsync(buffer, cancellationToken);

    public override Task FlushAsync(CancellationToken cancellationToken) => connection.FlushAsync(cancellationToken);

    protected override void Dispose(bool disposing)
    {
        _isDisposed = true;
        // With its timer off there is nothing of it to dispose of; its token may still be asked for.
        _ending.CancelAfter(Timeout.InfiniteTimeSpan);
        _ending.Cancel();
        base.Dispose(disposing);
    }

    /// <summary>Reads of the rest of a frame, in its time. The WebSocket waits for it whole where there is room.</summary>
    /// <exception cref="OperationCanceledException">It does not come, as the fault says, or this has been disposed of.</exception>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<int> ReadPayloadAsync(Memory<byte> part)
    {
        var reading = connection.ReadAsync(part, _ending.Token);
        if (reading.IsCompleted || patience == Timeout.InfiniteTimeSpan)
            return await reading.ConfigureAwait(false);
        var began = Stopwatch.GetTimestamp();
        _ending.CancelAfter(patience > _lost ? patience - _lost : TimeSpan.Zero);
        try
        {
            var read = await reading.ConfigureAwait(false);
            _ending.CancelAfter(Timeout.InfiniteTimeSpan);
            var lost = _lost + Stopwatch.GetElapsedTime(began) - MessagePace.GetTimeFor(read);
            _lost = lost > TimeSpan.Zero ? lost : TimeSpan.Zero;
            return read;
        }
        catch (OperationCanceledException) when (!_isDisposed)
        {
            _stall = $"a frame was begun, and has not come further in {patience}";
            throw;
        }
    }

    /// <returns>False at the end of the stream.</returns>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<bool> TryReadMoreAsync()
    {
        if (_frames.IsBegun)
            return await TryReadRestAsync().ConfigureAwait(false);
        var read = await connection.ReadAsync(_frames.Free, _ending.Token).ConfigureAwait(false);
        _frames.Add(read);
        return read > 0;
    }

    /// <summary>Reads the beginning of a frame to its end, in its time.</summary>
    /// <returns>False at the end of the stream.</returns>
    private async ValueTask<bool> TryReadRestAsync()
    {
        using var late = CancellationTokenSource.CreateLinkedTokenSource(_ending.Token);
        late.CancelAfter(patience);
        try
        {
            // What has come whole is handed on, before the beginning of the next is read to its end.
            while (_frames.IsBegun && !_frames.CanTake)
            {
                var read = await connection.ReadAsync(_frames.Free, late.Token).ConfigureAwait(false);
                if (read == 0)
                    return false;
                _frames.Add(read);
            }
        }
        catch (OperationCanceledException) when (
            late.IsCancellationRequested && !_ending.IsCancellationRequested)
        {
            _frames.Break($"a frame was begun, and has not come further in {patience}");
        }

        return true;
    }
}
