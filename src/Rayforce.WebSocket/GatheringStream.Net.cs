using System.Buffers;
using System.Runtime.CompilerServices;
using Rayforce.Ipc;

namespace Rayforce.WebSocket;

/// <summary>
/// The stream below a WebSocket, which reads and writes message by message: small messages that have come together are
/// read together, and those that are sent together go out in one write.
/// </summary>
/// <param name="inner">Where the bytes come from and go to; disposed of with this stream.</param>
internal sealed class GatheringStream(Stream inner) : ConnectionStream, IMessageGathering
{
    /// <summary>So many bytes are gathered at most.</summary>
    private const int GatherSize = 32 * 1024;

    /// <summary>So many bytes are read ahead at most.</summary>
    private const int ReadAheadSize = 4096;

    private readonly byte[] _readAhead = new byte[ReadAheadSize];
    private readonly SemaphoreSlim _writing = new(1, 1);
    private int _start;
    private int _end;
    private PooledBuffer? _gathered;

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_start == _end)
        {
            if (buffer.Length >= ReadAheadSize)
                return await inner.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
            (_start, _end) = (0, await inner.ReadAsync(_readAhead.AsMemory(), cancellationToken).ConfigureAwait(false));
        }

        var count = Math.Min(buffer.Length, _end - _start);
        _readAhead.AsSpan(_start, count).CopyTo(buffer.Span);
        _start += count;
        return count;
    }

    public override async ValueTask WriteAsync(
        ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        // A WebSocket sends pings and pongs at any time.
        await _writing.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (_gathered is { } gathered)
            {
                if (gathered.WrittenCount + buffer.Length <= GatherSize)
                {
                    gathered.Write(buffer.Span);
                    return;
                }

                await WriteGatheredAsync(gathered, cancellationToken).ConfigureAwait(false);
            }

            await inner.WriteAsync(buffer, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _writing.Release();
        }
    }

    /// <summary>Keeps what is written from now on, to send it together.</summary>
    public async ValueTask GatherAsync()
    {
        await _writing.WaitAsync().ConfigureAwait(false);
        _gathered ??= new PooledBuffer(GatherSize);
        _writing.Release();
    }

    /// <summary>Sends what has been gathered, and gathers no more.</summary>
    public async ValueTask ReleaseAsync()
    {
        await _writing.WaitAsync().ConfigureAwait(false);
        try
        {
            using var gathered = _gathered;
            _gathered = null;
            if (gathered is not null)
                await WriteGatheredAsync(gathered, CancellationToken.None).ConfigureAwait(false);
        }
        finally
        {
            _writing.Release();
        }
    }

    public override Task FlushAsync(CancellationToken cancellationToken) => inner.FlushAsync(cancellationToken);

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            inner.Dispose();
        base.Dispose(disposing);
    }

    private async ValueTask WriteGatheredAsync(PooledBuffer gathered, CancellationToken cancellationToken)
    {
        if (gathered.WrittenCount > 0)
            await inner.WriteAsync(gathered.WrittenMemory, cancellationToken).ConfigureAwait(false);
        gathered.Clear();
    }
}
