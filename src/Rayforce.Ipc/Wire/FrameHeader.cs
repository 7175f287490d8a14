using System.Buffers.Binary;

namespace Rayforce.Ipc;

/// <summary>The 16 bytes before every payload.</summary>
/// <param name="Version">The wire version, byte 4.</param>
/// <param name="Flags">The flags, byte 5.</param>
/// <param name="MessageType">The message type, byte 7; native's buffer decoder does not look at it.</param>
/// <param name="PayloadSize">The bytes after the header, as a 64-bit number at byte 8.</param>
public readonly record struct FrameHeader(
    WireVersion Version, FrameFlags Flags, MessageType MessageType, long PayloadSize)
{
    /// <summary>The bytes of a header.</summary>
    public const int Size = 16;

    private const uint Prefix = 0xCEFADEFA;
    private const int VersionOffset = 4;
    private const int FlagsOffset = 5;
    private const int EndianOffset = 6;
    private const int MessageTypeOffset = 7;
    private const int PayloadSizeOffset = 8;

    /// <summary>Reads a header and checks everything in it but flags and message type.</summary>
    /// <param name="source">The bytes of a frame; more than the header is allowed.</param>
    /// <param name="header">The header, when done.</param>
    /// <returns>
    /// <see cref="WireStatus.Done"/>, <see cref="WireStatus.NeedMore"/> below 16 bytes, or what is malformed:
    /// <see cref="WireStatus.BadPrefix"/>, <see cref="WireStatus.BadVersion"/>, <see cref="WireStatus.BigEndian"/>,
    /// <see cref="WireStatus.BadPayloadSize"/> for a size that is negative or over
    /// <see cref="WireLimits.MaxBufferPayload"/>.
    /// </returns>
    public static WireStatus TryRead(ReadOnlySpan<byte> source, out FrameHeader header)
    {
        header = default;
        if (source.Length < Size)
            return WireStatus.NeedMore;
        if (BinaryPrimitives.ReadUInt32LittleEndian(source) != Prefix)
            return WireStatus.BadPrefix;
        var version = (WireVersion)source[VersionOffset];
        if (version is not (WireVersion.V1 or WireVersion.V3))
            return WireStatus.BadVersion;
        if (source[EndianOffset] != 0)
            return WireStatus.BigEndian;
        var size = BinaryPrimitives.ReadInt64LittleEndian(source.Slice(PayloadSizeOffset));
        if (size is < 0 or > WireLimits.MaxBufferPayload)
            return WireStatus.BadPayloadSize;
        header = new FrameHeader(
            version, (FrameFlags)source[FlagsOffset], (MessageType)source[MessageTypeOffset], size);
        return WireStatus.Done;
    }

    /// <summary>Where in a header the field is that makes it malformed.</summary>
    /// <param name="status">
    /// What <see cref="TryRead"/> or a <see cref="FrameReader"/> said; not <see cref="WireStatus.NeedMore"/>, which is no field's fault.
    /// </param>
    /// <returns>The field's offset, 0 where the status is about no header.</returns>
    public static int GetOffset(WireStatus status) => status switch
    {
        WireStatus.BadVersion or WireStatus.UnexpectedVersion => VersionOffset,
        WireStatus.BigEndian => EndianOffset,
        WireStatus.BadPayloadSize or WireStatus.EmptyPayload or WireStatus.FrameTooBig => PayloadSizeOffset,
        _ => 0,
    };

    /// <summary>Writes the header.</summary>
    /// <param name="destination">At least 16 bytes.</param>
    /// <exception cref="ArgumentException">There is no room.</exception>
    public void Write(Span<byte> destination)
    {
        if (destination.Length < Size)
            throw new ArgumentException(
                $"A frame header needs {Size} bytes, there are {destination.Length}.", nameof(destination));
        BinaryPrimitives.WriteUInt32LittleEndian(destination, Prefix);
        destination[VersionOffset] = (byte)Version;
        destination[FlagsOffset] = (byte)Flags;
        destination[EndianOffset] = 0;
        destination[MessageTypeOffset] = (byte)MessageType;
        BinaryPrimitives.WriteInt64LittleEndian(destination.Slice(PayloadSizeOffset), PayloadSize);
    }
}
