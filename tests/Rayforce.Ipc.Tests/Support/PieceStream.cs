using System.Buffers;

namespace Rayforce.Ipc.Tests.Support;

/// <summary>A stream that brings its bytes in the pieces that a network might: one segment a read at most.</summary>
internal sealed class PieceStream(ReadOnlySequence<byte> pieces) : Stream
{
    private ReadOnlySequence<byte> _left = pieces;

    /// <summary>Whether it waits for more, for ever, where the pieces end; otherwise it ends there.</summary>
    public bool StaysOpen { get; init; }

    /// <summary>How many bytes nobody has read.</summary>
    public long Left => _left.Length;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        var piece = ReadOnlyMemory<byte>.Empty;
        foreach (var segment in _left)
        {
            piece = segment;
            if (!piece.IsEmpty)
                break;
        }

        var count = Math.Min(buffer.Length, piece.Length);
        piece.Span[..count].CopyTo(buffer);
        _left = _left.Slice(count);
        return count;
    }

    public override async Task<int> ReadAsync(
        byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        await ReadAsync(buffer.AsMemory(offset, count), cancellationToken);

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var read = Read(buffer.Span);
        if (read == 0 && StaysOpen)
            await Task.Delay(Timeout.Infinite, cancellationToken);
        return read;
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
