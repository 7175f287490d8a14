using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Rayforce.Rayfall.Kernels;

/// <summary>Arithmetic over elements that follow each other.</summary>
internal static class ArithmeticKernel
{
    /// <summary>Writes an operation's results; each operand has at least as many elements as the target.</summary>
    public static void Run<T, TOperation, TGuard, TLeft, TRight>(TLeft left, TRight right, Span<T> target)
        where T : unmanaged
        where TOperation : struct, IArithmetic<T>
        where TGuard : struct, INullGuard<T>
        where TLeft : IOperand<T>, allows ref struct
        where TRight : IOperand<T>, allows ref struct
    {
        ref var first = ref MemoryMarshal.GetReference(target);
        var i = 0;
        if (TOperation.HasVectorForm && Vector.IsHardwareAccelerated)
        {
            for (; i <= target.Length - Vector<T>.Count; i += Vector<T>.Count)
            {
                var (l, r) = (left.VectorAt(i), right.VectorAt(i));
                TGuard.Guard(l, r, TOperation.Invoke(l, r)).StoreUnsafe(ref first, (nuint)i);
            }
        }

        for (; i < target.Length; i++)
        {
            var (l, r) = (left.At(i), right.At(i));
            Unsafe.Add(ref first, i) = TGuard.Guard(l, r, TOperation.Invoke(l, r));
        }
    }
}
