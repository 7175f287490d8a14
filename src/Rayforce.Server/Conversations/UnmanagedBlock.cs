using System.Buffers;
using System.Runtime.InteropServices;

namespace Rayforce.Server;

/// <summary>
/// Memory that is given back at once when it is done with. Small requests unpack to large ones: left to the collector,
/// a few clients could make more of it than it finds the time for.
/// </summary>
internal sealed unsafe class UnmanagedBlock(int size) : MemoryManager<byte>
{
    private byte* _start = (byte*)NativeMemory.Alloc((nuint)size);

    public override Span<byte> GetSpan() => _start is null
        ? throw new ObjectDisposedException(nameof(UnmanagedBlock))
        : new Span<byte>(_start, size);

    public override MemoryHandle Pin(int elementIndex = 0) => new(_start + elementIndex);

    public override void Unpin()
    {
    }

    protected override void Dispose(bool disposing)
    {
        NativeMemory.Free(_start);
        _start = null;
    }
}
