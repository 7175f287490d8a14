using System.Buffers;
using System.Runtime.InteropServices;

namespace Rayforce.Ipc;

/// <summary>The payload of a frame in which values lie, until it is given back to the pool.</summary>
/// <param name="buffer">Holds the payload; it is this memory's own from now on.</param>
internal sealed class FrameMemory(PooledBuffer buffer) : MemoryManager<byte>
{
    private readonly int _length = buffer.WrittenCount;
    private PooledBuffer? _buffer = buffer;

    /// <summary>The payload. Whoever asks it for its bytes after they were given back learns it.</summary>
    public override Memory<byte> Memory => CreateMemory(_length);

    public override Span<byte> GetSpan() => MemoryMarshal.AsMemory(Written).Span;

    public override MemoryHandle Pin(int elementIndex = 0) => Written.Slice(elementIndex).Pin();

    public override void Unpin()
    {
    }

    protected override void Dispose(bool disposing) => Interlocked.Exchange(ref _buffer, null)?.Dispose();

    private ReadOnlyMemory<byte> Written => _buffer?.WrittenMemory ?? throw new ObjectDisposedException(
        nameof(RayReply), "The values of a reply lie in its memory, which was given back: copy what is to be kept.");
}
