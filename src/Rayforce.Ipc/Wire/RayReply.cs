namespace Rayforce.Ipc;

/// <summary>
/// A reply whose vectors, texts and lists lie in the memory that it came in. Disposing it gives that memory back to a
/// pool; whoever asks its values for elements afterwards gets an <see cref="ObjectDisposedException"/>. Spans that were
/// taken before show whatever comes next into the memory: they must not be used any more. A reply that is not disposed
/// is collected as any object is.
/// </summary>
public sealed class RayReply : IDisposable
{
    private readonly FrameMemory? _memory;
    private readonly RayObject _value;
    private bool _isDisposed;

    private RayReply(FrameMemory? memory, RayObject value) => (_memory, _value) = (memory, value);

    /// <summary>What the server answered.</summary>
    /// <exception cref="ObjectDisposedException">The reply has been disposed of.</exception>
    public RayObject Value => _isDisposed
        ? throw new ObjectDisposedException(nameof(RayReply), "The reply has been disposed of: take its value before.")
        : _value;

    /// <summary>Reads a reply, as <see cref="ReplyPayload.ReadView"/> does.</summary>
    /// <param name="payload">The payload, unpacked. It is the reply's from now on, and given back if it cannot be read.</param>
    /// <param name="version">The wire version that the header names.</param>
    /// <param name="options">What to accept; bytes behind the result always are.</param>
    /// <exception cref="RayforceFormatException">The bytes are no object.</exception>
    public static RayReply Read(PooledBuffer payload, WireVersion version, RayReadOptions options = RayReadOptions.None)
    {
        ArgumentNullException.ThrowIfNull(payload);
        if (IsNumber(payload.WrittenSpan))
        {
            using (payload)
                return new RayReply(memory: null, ReplyPayload.Read(payload.WrittenSpan, version, options));
        }

        var memory = new FrameMemory(payload);
        try
        {
            return new RayReply(memory, ReplyPayload.ReadView(memory.Memory, version, options));
        }
        catch
        {
            ((IDisposable)memory).Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _isDisposed = true;
        ((IDisposable?)_memory)?.Dispose();
    }

    /// <summary>Whether a payload is an atom of a fixed width, which lies in no memory when it has been read.</summary>
    private static bool IsNumber(ReadOnlySpan<byte> payload) =>
        !payload.IsEmpty && -(sbyte)payload[0] is (> 0 and <= (int)RayType.Guid) or (int)RayType.Timespan;
}
