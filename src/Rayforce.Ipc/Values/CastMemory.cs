using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Rayforce;

/// <summary>
/// Memory of one element type seen as memory of another, without a copy: a time as the number that it is, bytes of a
/// frame as the elements that they are, aligned or not.
/// </summary>
internal sealed class CastMemory<TFrom, TTo>(ReadOnlyMemory<TFrom> memory) : MemoryManager<TTo>
    where TFrom : unmanaged
    where TTo : unmanaged
{
    /// <summary>The memory as elements of the other type; no copy.</summary>
    public static ReadOnlyMemory<TTo> Of(ReadOnlyMemory<TFrom> memory)
    {
        // What was cast before goes back to what it was.
        if (MemoryMarshal.TryGetMemoryManager<TFrom, CastMemory<TTo, TFrom>>(memory, out var cast, out var start, out var length))
            return cast.Source.Slice(start, length);
        return memory.IsEmpty ? ReadOnlyMemory<TTo>.Empty : new CastMemory<TFrom, TTo>(memory).Memory;
    }

    /// <summary>The memory as it was.</summary>
    public ReadOnlyMemory<TFrom> Source => memory;

    // Only handed out as read-only memory.
    public override Span<TTo> GetSpan() =>
        MemoryMarshal.Cast<TFrom, TTo>(MemoryMarshal.AsMemory(memory).Span);

    public override MemoryHandle Pin(int elementIndex = 0) =>
        memory.Slice(elementIndex * Unsafe.SizeOf<TTo>() / Unsafe.SizeOf<TFrom>()).Pin();

    public override void Unpin()
    {
    }

    protected override void Dispose(bool disposing)
    {
    }
}
