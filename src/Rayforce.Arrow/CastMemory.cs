using System.Buffers;
using System.Runtime.InteropServices;

namespace Rayforce.Arrow;

/// <summary>Shows memory of one element type as memory of another, without copying it.</summary>
internal sealed class CastMemory<TFrom, TTo>(ReadOnlyMemory<TFrom> source) : MemoryManager<TTo>
    where TFrom : unmanaged
    where TTo : unmanaged
{
    private readonly object _lock = new();
    private MemoryHandle _pin;
    private int _pins;

    public static ReadOnlyMemory<TTo> Of(ReadOnlyMemory<TFrom> source) =>
        source.IsEmpty ? default : new CastMemory<TFrom, TTo>(source).Memory;

    public override Span<TTo> GetSpan() => MemoryMarshal.Cast<TFrom, TTo>(MemoryMarshal.AsMemory(source).Span);

    public override unsafe MemoryHandle Pin(int elementIndex = 0)
    {
        lock (_lock)
        {
            if (_pins++ == 0)
                _pin = source.Pin();
            return new MemoryHandle((TTo*)_pin.Pointer + elementIndex, pinnable: this);
        }
    }

    public override void Unpin()
    {
        lock (_lock)
        {
            if (--_pins == 0)
                _pin.Dispose();
        }
    }

    protected override void Dispose(bool disposing)
    {
    }
}
