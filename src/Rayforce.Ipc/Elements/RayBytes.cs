using System.Runtime.InteropServices;

namespace Rayforce;

/// <summary>Hashing of byte blocks for the value types.</summary>
internal static class RayBytes
{
    /// <summary>
    /// FNV-1a over at most the first 64 bytes and the length: enough to tell keys apart, bounded for columns.
    /// </summary>
    public static int Hash(ReadOnlySpan<byte> bytes)
    {
        const int sampled = 64;
        var hash = 2166136261u ^ (uint)bytes.Length;
        foreach (var value in bytes.Slice(0, Math.Min(bytes.Length, sampled)))
            hash = (hash ^ value) * 16777619u;
        return (int)hash;
    }

    /// <summary>The same over the elements of a fixed-width vector.</summary>
    public static int Hash<T>(ReadOnlySpan<T> values)
        where T : unmanaged => Hash(MemoryMarshal.AsBytes(values));
}
