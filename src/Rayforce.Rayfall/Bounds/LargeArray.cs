using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Rayforce.Rayfall.Bounds;

/// <summary>
/// Arrays for columns. Memory that is new costs a fault for each page when it is first written, which may take longer
/// than to compute what is written; so the system is asked for large pages, where it gives them to who asks.
/// </summary>
internal static partial class LargeArray
{
    private const int PageSize = 1 << 21;
    private const int AdviseHugePage = 14;

    /// <summary>An array whose elements are unspecified.</summary>
    public static T[] Allocate<T>(int count)
    {
        var array = GC.AllocateUninitializedArray<T>(count);
        if (OperatingSystem.IsLinux() && (long)count * Unsafe.SizeOf<T>() >= PageSize)
            Advise(array);
        return array;
    }

    /// <summary>An array whose elements are zero.</summary>
    public static T[] AllocateCleared<T>(int count)
    {
        var array = Allocate<T>(count);
        array.AsSpan().Clear();
        return array;
    }

    // Only a hint about addresses: large arrays are hardly ever moved, and then no harm is done, nor to what lies beside.
    private static unsafe void Advise<T>(T[] array)
    {
        var first = (nuint)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(array));
        var start = first & ~(nuint)(PageSize - 1);
        var end = (first + ((nuint)array.Length * (nuint)Unsafe.SizeOf<T>()) + PageSize - 1) & ~(nuint)(PageSize - 1);
        _ = MAdvise(start, end - start, AdviseHugePage);
    }

    [LibraryImport("libc", EntryPoint = "madvise")]
    private static partial int MAdvise(nuint address, nuint length, int advice);
}
