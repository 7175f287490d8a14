using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Rayforce.Rayfall.Kernels;

/// <summary>Elements that follow each other, at least as many as the kernel writes.</summary>
internal readonly ref struct Elements<T>(ReadOnlySpan<T> span) : IOperand<T>
    where T : unmanaged
{
    private readonly ref T _first = ref MemoryMarshal.GetReference(span);

    public T At(int index) => Unsafe.Add(ref _first, index);

    public Vector<T> VectorAt(int index) => Vector.LoadUnsafe(ref _first, (nuint)index);
}
