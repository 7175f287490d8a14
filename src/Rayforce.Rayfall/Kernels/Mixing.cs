using System.Runtime.CompilerServices;
using System.Security.Cryptography;

namespace Rayforce.Rayfall.Kernels;

/// <summary>
/// The hash of 64-bit codes: a product of 128 bits, folded, with factors that are drawn when the process starts, so that
/// no one outside can choose keys that meet.
/// </summary>
internal static class Mixing
{
    public static readonly ulong Seed = Draw();
    private static readonly ulong Factor = Draw() | 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Hash(ulong code)
    {
        var high = Math.BigMul(code ^ Seed, Factor, out var low);
        return high ^ low;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Hash(ulong first, ulong second)
    {
        var high = Math.BigMul(first ^ Seed, second ^ Factor, out var low);
        return Hash(high ^ low);
    }

    private static ulong Draw() => BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(sizeof(ulong)));
}
