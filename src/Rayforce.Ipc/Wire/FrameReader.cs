using System.Runtime.CompilerServices;

namespace Rayforce.Ipc;

/// <summary>
/// Takes frames off a stream, one after another: a connection, a file. It checks a header before it asks for memory,
/// takes nothing over a cap, and gives a frame that has been begun a deadline. What is inside a payload is not its
/// business. It reads ahead, so the stream is its own from the first read on.
/// </summary>
public sealed class FrameReader
{
    /// <summary>
    /// What is read at once while nothing is known of the next frame: small frames arrive in one read.
    /// </summary>
    private const int ReadAheadSize = 4096;

    /// <summary>What is believed of a size that somebody announces who is not trusted.</summary>
    private const int SmallAnnouncement = 64 * 1024;

    /// <summary>When so much has come, all that is announced is believed.</summary>
    private const int LargeSize = 8 * 1024 * 1024;

    private readonly Stream _stream;
    private readonly int _maxFrame;
    private readonly byte[] _readAhead = new byte[ReadAheadSize];
    private int _start;
    private int _end;
    private bool _isSpent;

    /// <summary>Makes a reader.</summary>
    /// <param name="stream">Where the frames come from; it stays its owner's to dispose of.</param>
    /// <param name="maxFrame">The largest frame to take, in bytes, header included.</param>
    /// <exception cref="ArgumentOutOfRangeException">Not even a header would fit.</exception>
    public FrameReader(Stream stream, int maxFrame = FrameHeader.Size + WireLimits.MaxConnectionPayload)
    {
        _stream = stream ?? throw new ArgumentNullException(nameof(stream));
        _maxFrame = maxFrame >= FrameHeader.Size
            ? maxFrame
            : throw new ArgumentOutOfRangeException(
                nameof(maxFrame), maxFrame, $"A frame has {FrameHeader.Size} bytes at least.");
    }

    /// <summary>The only wire version to take. Default null: both.</summary>
    public WireVersion? Version { get; init; }

    /// <summary>
    /// How long a frame that has been begun may stand still; when it comes more slowly than 64 KiB a second, that time
    /// is used up bit by bit. Its header has to come within it. Waiting for a frame to begin takes as long as it takes.
    /// Default infinite. A stream that does not let itself be cancelled, as those of sockets on .NET Framework, does not
    /// keep it.
    /// </summary>
    public TimeSpan Deadline { get; init; } = Timeout.InfiniteTimeSpan;

    /// <summary>
    /// Up to which size an announced frame gets its memory at once; beyond it the buffer grows with what arrives, and is
    /// copied when it does. Default 64 KiB; the clients of this library believe a server up to 16 MiB.
    /// </summary>
    public int BelievedSize { get; init; } = SmallAnnouncement;

    /// <summary>Reads the next frame.</summary>
    /// <param name="payload">
    /// Where its payload goes, as it came: still packed where the header says so. The buffer grows with what has
    /// arrived, not with what a peer announces above <see cref="BelievedSize"/>.
    /// </param>
    /// <param name="cancellationToken">Ends the wait; the stream cannot be read on after that.</param>
    /// <returns>
    /// Its header; null at the end of the stream. In wire version 1, which has no flags, they are always none.
    /// </returns>
    /// <exception cref="RayforceFormatException">
    /// What comes is no frame, or the stream ends inside one (<see cref="WireStatus.NeedMore"/>); the status is that of
    /// <see cref="FrameHeader.TryRead"/>, or <see cref="WireStatus.EmptyPayload"/>,
    /// <see cref="WireStatus.UnexpectedVersion"/>, <see cref="WireStatus.FrameTooBig"/>; the offset counts from the
    /// frame's beginning. The stream cannot be read on after that.
    /// </exception>
    /// <exception cref="TimeoutException">The frame did not arrive by its deadline.</exception>
    /// <exception cref="InvalidOperationException">The stream cannot be read on.</exception>
    /// <exception cref="IOException">The stream failed.</exception>
    /// <exception cref="OperationCanceledException">The wait was cancelled.</exception>
    public ValueTask<FrameHeader?> ReadAsync(PooledBuffer payload, CancellationToken cancellationToken = default) =>
        ReadAsync(payload, room: null, cancellationToken);

    /// <summary>Reads the next frame as far as there is room for it.</summary>
    /// <param name="payload">Where its payload goes.</param>
    /// <param name="room">Is asked before the buffer grows beyond 64 KiB; null lets it grow.</param>
    /// <param name="cancellationToken">Ends the wait; the stream cannot be read on after that.</param>
    /// <inheritdoc cref="ReadAsync(PooledBuffer, CancellationToken)" path="/*[self::exception or self::returns]"/>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<FrameHeader?> ReadAsync(
        PooledBuffer payload, IReceiveRoom? room, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(payload);
        if (_isSpent)
            throw new InvalidOperationException("The stream cannot be read on: what came was no frame.");
        if (_start == _end && !await ReadAheadAsync(cancellationToken).ConfigureAwait(false))
            return null;
        if (_end - _start >= FrameHeader.Size)
        {
            var header = TakeHeader();
            if (header.PayloadSize <= _end - _start)
            {
                TakeAhead((int)header.PayloadSize, payload);
                return header;
            }

            return await ReadRestAsync(header, payload, room, cancellationToken).ConfigureAwait(false);
        }

        return await ReadRestAsync(header: null, payload, room, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Reads the header of bytes that have to be exactly one frame.</summary>
    /// <param name="frame">Header and payload.</param>
    /// <exception cref="RayforceFormatException">
    /// They are no frame, too few, or too many; the offset counts from the frame's beginning.
    /// </exception>
    public static FrameHeader ReadWhole(ReadOnlySpan<byte> frame)
    {
        var header = ReadFirst(frame);
        return frame.Length - FrameHeader.Size == header.PayloadSize
            ? header
            : throw new RayforceFormatException(WireStatus.TrailingBytes, FrameHeader.Size + header.PayloadSize);
    }

    /// <summary>Reads the header of bytes that begin with a frame; something else may stand behind it.</summary>
    /// <param name="message">Header, payload, and what may stand behind it.</param>
    /// <exception cref="RayforceFormatException">
    /// They are no frame, or too few; the offset counts from the frame's beginning.
    /// </exception>
    public static FrameHeader ReadFirst(ReadOnlySpan<byte> message)
    {
        var status = FrameHeader.TryRead(message, out var header);
        if (status != WireStatus.Done)
            throw status == WireStatus.NeedMore
                ? new RayforceFormatException(status, message.Length)
                : RayforceFormatException.OfHeader(status, message);
        return message.Length - FrameHeader.Size >= header.PayloadSize
            ? header
            : throw new RayforceFormatException(WireStatus.NeedMore, message.Length);
    }

    /// <summary>Goes on with a frame that did not arrive at once, at its pace.</summary>
    private async ValueTask<FrameHeader?> ReadRestAsync(
        FrameHeader? header, PooledBuffer payload, IReceiveRoom? room, CancellationToken cancellationToken)
    {
        using var pace = new MessagePace(Deadline, cancellationToken);
        try
        {
            while (header is null && _end - _start < FrameHeader.Size)
            {
                if (!await ReadAheadAsync(pace.Token).ConfigureAwait(false))
                    throw new RayforceFormatException(WireStatus.NeedMore, _end - _start);
            }

            var known = header ?? TakeHeader();
            await ReadPayloadAsync((int)known.PayloadSize, payload, room, pace).ConfigureAwait(false);
            return known;
        }
        catch (OperationCanceledException exception) when (pace.IsLost)
        {
            throw new TimeoutException($"A frame was begun, and did not arrive in time: {pace}.", exception);
        }
    }

    private async ValueTask ReadPayloadAsync(int size, PooledBuffer payload, IReceiveRoom? room, MessagePace pace)
    {
        payload.GetSpan(Math.Min(size, BelievedSize));
        for (var left = size - TakeAhead(size, payload); left > 0;)
        {
            // What is large grows once, to all that is announced: each copy of it would be left to the collector.
            var hint = payload.WrittenCount < LargeSize ? 1 : left;
            if (room is not null)
                await room.TakeForAsync(payload, hint, pace.Token).ConfigureAwait(false);
            var space = payload.GetMemory(hint);
            var read = await _stream.ReadAsync(
                space.Slice(0, Math.Min(space.Length, left)), pace.Token).ConfigureAwait(false);
            if (read == 0)
                throw new RayforceFormatException(WireStatus.NeedMore, FrameHeader.Size + size - left);
            payload.Advance(read);
            left -= read;
            pace.Moved(read, room?.IsScarce == true);
        }
    }

    /// <returns>False at the end of the stream.</returns>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<bool> ReadAheadAsync(CancellationToken cancellationToken)
    {
        _readAhead.AsSpan(_start, _end - _start).CopyTo(_readAhead);
        _end -= _start;
        _start = 0;
        var read = await _stream.ReadAsync(_readAhead.AsMemory(_end), cancellationToken).ConfigureAwait(false);
        _end += read;
        return read > 0;
    }

    private int TakeAhead(int most, PooledBuffer payload)
    {
        var count = Math.Min(most, _end - _start);
        _readAhead.AsSpan(_start, count).CopyTo(payload.GetSpan(count));
        payload.Advance(count);
        _start += count;
        return count;
    }

    private FrameHeader TakeHeader()
    {
        var bytes = _readAhead.AsSpan(_start, FrameHeader.Size);
        var status = FrameHeader.TryRead(bytes, out var header);
        if (status == WireStatus.Done)
            status = Judge(header);
        if (status != WireStatus.Done)
        {
            _isSpent = true;
            throw RayforceFormatException.OfHeader(status, bytes);
        }

        _start += FrameHeader.Size;
        return header.Version == WireVersion.V1 ? header with { Flags = FrameFlags.None } : header;
    }

    private WireStatus Judge(FrameHeader header)
    {
        if (Version is { } version && header.Version != version)
            return WireStatus.UnexpectedVersion;
        if (header.PayloadSize == 0)
            return WireStatus.EmptyPayload;
        return header.PayloadSize > _maxFrame - FrameHeader.Size ? WireStatus.FrameTooBig : WireStatus.Done;
    }
}
