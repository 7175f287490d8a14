
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

    public static RayObject? Decode(byte[] frame, out RayforceFormatException? exception)
    {
        RayObject? value = null;
        exception = null;
        var before = GC.GetAllocatedBytesForCurrentThread();
        try
        {
            value = RaySerializer.DeserializeFrame(frame);
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
    /// As <see cref="Decode"/>; what is accepted must also print and encode to something that decodes to the same.
    /// </summary>
    public static void DecodeAndUse(byte[] frame)
    {
        if (Decode(frame, out _) is not { } value)
            return;
        Assert.NotEmpty(value.ToString());
        Assert.NotNull(value.ToRayfall());
        FrameHeader.TryRead(frame, out var header);
        var written = RaySerializer.SerializeFrame(value, header.Version);
        Assert.Equal(value, RaySerializer.DeserializeFrame(written));
        Assert.Equal(Convert.ToHexString(written), Convert.ToHexString(
            RaySerializer.SerializeFrame(RaySerializer.DeserializeFrame(written), header.Version)));
    }

    private static string Describe(byte[] frame) => Convert.ToHexString(frame.AsSpan(0, Math.Min(frame.Length, 500)));
}
