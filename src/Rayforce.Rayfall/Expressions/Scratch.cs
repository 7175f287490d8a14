using System.Runtime.InteropServices;

namespace Rayforce.Rayfall.Expressions;

/// <summary>The memory in which one worker computes blocks: what is rented lives until <see cref="Reset"/>.</summary>
internal sealed class Scratch : IDisposable
{
    private const int MostKept = 32;

    [ThreadStatic]
    private static Scratch? _free;

    private readonly List<byte[]> _buffers = [];
    private int _next;

    /// <summary>Memory that nobody else uses; whoever is done disposes of it, for the next one on the thread.</summary>
    public static Scratch Take()
    {
        var scratch = _free ?? new Scratch();
        _free = null;
        return scratch;
    }

    public void Dispose()
    {
        Reset();
        _free = _buffers.Count <= MostKept ? this : null;
    }

    /// <summary>Lets go of everything rented: the next block begins.</summary>
    public void Reset() => _next = 0;

    /// <summary>Memory for elements, at most a block of them; what it holds is unspecified.</summary>
    public Span<T> Rent<T>(int count)
        where T : unmanaged
    {
        // One buffer a result: the largest elements are 16 bytes wide.
        if (_next == _buffers.Count)
            _buffers.Add(LargeArray.Allocate<byte>(16 * Block.Size));
        return MemoryMarshal.Cast<byte, T>(_buffers[_next++].AsSpan())[..count];
    }
}
