namespace System;

internal static class GCAllocateUninitializedArray
{
    extension(GC)
    {
        /// <summary>An array to be filled; here it cannot be had without being cleared first.</summary>
        public static T[] AllocateUninitializedArray<T>(int length) => new T[length];
    }
}
