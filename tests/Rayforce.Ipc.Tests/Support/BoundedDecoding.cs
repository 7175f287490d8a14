
namespace Rayforce.Ipc.Tests.Support;

/// <summary>
/// Decodes bytes of any kind and checks what always has to hold: no exception but the documented one, and no more
/// memory than a small multiple of the frame.
/// </summary>
internal static class BoundedDecoding
{
    // The densest object is a symbol of wire version 1 without a name: 2 bytes on the wire, an object of 40 bytes. To
    // each byte of a frame come at most 2 elements of lists, half of them made up: 8 bytes each.
    private const int BytesPerFrameByte = 20 + 16;

    /// <summary>
    /// The exception and its message, and what the runtime adds: it hands memory to threads in blocks of 8 KiB, and
    /// counts the rest of a block that it takes away as allocated.
    /// </summary>
    public const int FixedBytes = 32 * 1024;

    public static RayObject? Decode(
        byte[] frame, out RayforceFormatException? exception, RayReadOptions options = RayReadOptions.None)
    {
        RayObject? value = null;
        exception = null;
        var before = GC.GetAllocatedBytesForCurrentThread();
        try
        {
            value = RaySerializer.DeserializeFrame(frame, options);
        }
        catch (RayforceFormatException caught)
        {
            exception = caught;
        }

        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        var limit = FixedBytes + (long)BytesPerFrameByte * frame.Length;
        Assert.True(allocated <= limit, $"{allocated} bytes allocated for {frame.Length}: {Describe(frame)}");
        if (exception is not null)
            Assert.InRange(exception.Offset, 0, frame.Length);
        return value;
    }

    /// <summary>
    /// As <see cref="Decode"/>, with every set of options; what is accepted must also print and encode to something
    /// that decodes to the same.
    /// </summary>
    public static void DecodeAndUse(byte[] frame)
    {
        FrameHeader.TryRead(frame, out var header);
        RayReadOptions[] all =
        [
            RayReadOptions.None, RayReadOptions.TrailingBytes, RayReadOptions.OlderCores | RayReadOptions.TrailingBytes,
        ];
        foreach (var options in all)
        {
            if (Decode(frame, out _, options) is { } value)
                Use(value, header.Version, options);
        }
    }

    /// <summary>What has been read prints, and encodes to something that decodes to the same.</summary>
    public static void Use(RayObject value, WireVersion version, RayReadOptions options)
    {
        Assert.NotEmpty(value.ToString());
        Assert.NotNull(value.ToRayfall());
        var written = RaySerializer.SerializeFrame(value, version);
        var again = RaySerializer.DeserializeFrame(written, options);
        Assert.Equal(value, again);
        Assert.Equal(Convert.ToHexString(written), Convert.ToHexString(RaySerializer.SerializeFrame(again, version)));
    }

    private static string Describe(byte[] frame) => Convert.ToHexString(frame.AsSpan(0, Math.Min(frame.Length, 500)));
}
