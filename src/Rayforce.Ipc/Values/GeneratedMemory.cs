using System.Buffers;
using System.Runtime.InteropServices;

namespace Rayforce;

/// <summary>
/// The elements of a vector that follow from a rule: they are written straight to where they are to go, and made as an
/// array only when somebody looks at them.
/// </summary>
/// <param name="length">How many there are.</param>
internal abstract class GeneratedMemory<T>(int length) : MemoryManager<T>
    where T : unmanaged
{
    private readonly Lock _lock = new();
    private T[]? _elements;

    public sealed override Memory<T> Memory => CreateMemory(length);

    /// <summary>The rule of a vector's elements; null where they lie in memory.</summary>
    /// <param name="memory">The elements, all of them.</param>
    public static GeneratedMemory<T>? Find(ReadOnlyMemory<T> memory) =>
        MemoryMarshal.TryGetMemoryManager<T, GeneratedMemory<T>>(memory, out var generated, out var start, out var count)
            && (start, count) == (0, generated.Length) && generated._elements is null
            ? generated
            : null;

    /// <summary>How many there are.</summary>
    public int Length => length;

    /// <summary>Writes some of the elements.</summary>
    /// <param name="target">Where to, as many as fit.</param>
    /// <param name="start">The first one.</param>
    public abstract void Write(Span<T> target, int start);

    public sealed override Span<T> GetSpan() => Elements;

    public sealed override MemoryHandle Pin(int elementIndex = 0) => Elements.AsMemory(elementIndex).Pin();

    public sealed override void Unpin()
    {
    }

    protected sealed override void Dispose(bool disposing)
    {
    }

    private T[] Elements
    {
        get
        {
            if (Volatile.Read(ref _elements) is { } known)
                return known;
            lock (_lock)
            {
                if (_elements is null)
                {
                    var elements = GC.AllocateUninitializedArray<T>(length);
                    Write(elements, 0);
                    Volatile.Write(ref _elements, elements);
                }

                return _elements!;
            }
        }
    }
}
