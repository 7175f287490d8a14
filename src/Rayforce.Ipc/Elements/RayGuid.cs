using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Rayforce;

/// <summary>
/// A GUID: 16 bytes in text order (RFC 4122, big-endian), the wire's own layout. All zeros is the null.
/// </summary>
[StructLayout(LayoutKind.Sequential, Pack = 1, Size = Size)]
public readonly struct RayGuid : IEquatable<RayGuid>
{
    private const int Size = 16;

    // Held as they lie on the wire; only equality and copying look at the two halves.
    private readonly ulong _first;
    private readonly ulong _second;

    /// <summary>Makes a GUID of its 16 bytes in text order.</summary>
    /// <param name="bytes">16 bytes.</param>
    /// <exception cref="ArgumentException">There are not 16 bytes.</exception>
    public RayGuid(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length != Size)
            throw new ArgumentException($"A GUID has 16 bytes, not {bytes.Length}.", nameof(bytes));
        this = MemoryMarshal.Read<RayGuid>(bytes);
    }

    /// <summary>Makes a Rayforce GUID of a .NET one.</summary>
    /// <param name="value">The GUID; <see cref="Guid.Empty"/> is the null.</param>
    public RayGuid(Guid value)
    {
        Span<byte> bytes = stackalloc byte[Size];
        Unsafe.WriteUnaligned(ref bytes[0], value);
        SwapFields(bytes);
        this = MemoryMarshal.Read<RayGuid>(bytes);
    }

    /// <summary>Whether this is the null: 16 zero bytes.</summary>
    public bool IsNull => _first == 0 && _second == 0;

    /// <summary>The .NET GUID that has the same text.</summary>
    public Guid ToGuid()
    {
        Span<byte> bytes = stackalloc byte[Size];
        CopyTo(bytes);
        SwapFields(bytes);
        return MemoryMarshal.Read<Guid>(bytes);
    }

    /// <summary>Writes the 16 bytes in text order.</summary>
    /// <param name="destination">At least 16 bytes.</param>
    /// <exception cref="ArgumentException">There is no room.</exception>
    public void CopyTo(Span<byte> destination)
    {
        if (destination.Length < Size)
            throw new ArgumentException($"A GUID needs 16 bytes, there are {destination.Length}.", nameof(destination));
        Unsafe.WriteUnaligned(ref destination[0], this);
    }

    /// <inheritdoc/>
    public bool Equals(RayGuid other) => _first == other._first && _second == other._second;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is RayGuid other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(_first, _second);

    /// <summary>The usual text, <c>00010203-0405-0607-0809-0a0b0c0d0e0f</c>.</summary>
    public override string ToString() => ToGuid().ToString();

    /// <summary>Whether both are the same.</summary>
    public static bool operator ==(RayGuid left, RayGuid right) => left.Equals(right);

    /// <summary>Whether they differ.</summary>
    public static bool operator !=(RayGuid left, RayGuid right) => !left.Equals(right);

    /// <summary>Turns the three little-endian leading fields of a .NET GUID into text order, and back.</summary>
    private static void SwapFields(Span<byte> bytes)
    {
        BinaryPrimitives.WriteUInt32BigEndian(bytes, BinaryPrimitives.ReadUInt32LittleEndian(bytes));
        BinaryPrimitives.WriteUInt16BigEndian(bytes.Slice(4), BinaryPrimitives.ReadUInt16LittleEndian(bytes.Slice(4)));
        BinaryPrimitives.WriteUInt16BigEndian(bytes.Slice(6), BinaryPrimitives.ReadUInt16LittleEndian(bytes.Slice(6)));
    }
}
