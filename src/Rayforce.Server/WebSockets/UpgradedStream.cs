using System.Runtime.CompilerServices;

namespace Rayforce.Server;

/// <summary>
/// The bytes of a connection that has become a WebSocket. When the WebSocket ends they can be read on: it disposes of
/// its stream, and this one leaves the connection as it is. Only a read that nothing has come for is ended with it.
/// </summary>
/// <param name="connection">The connection.</param>
/// <param name="abort">Drops it.</param>
internal sealed class UpgradedStream(Stream connection, Action abort) : Stream
{
    private volatile bool _isReading;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var read = connection.ReadAsync(buffer, cancellationToken);
        return read.IsCompleted ? read : FinishAsync(read);
    }

    public override ValueTask WriteAsync(
        ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) =>
        connection.WriteAsync(buffer, cancellationToken);

    public override Task FlushAsync(CancellationToken cancellationToken) => connection.FlushAsync(cancellationToken);

    public override int Read(byte[] buffer, int offset, int count) => connection.Read(buffer, offset, count);

    public override void Write(byte[] buffer, int offset, int count) => connection.Write(buffer, offset, count);

    public override void Flush() => connection.Flush();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (_isReading)
            abort();
        base.Dispose(disposing);
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
