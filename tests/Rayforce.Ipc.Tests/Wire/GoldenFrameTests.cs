using Rayforce.TestSupport;

namespace Rayforce.Ipc.Tests.Wire;

public sealed class GoldenFrameTests
{
    /// <summary>The cases of wire version 3 that native prints; errors have no text there.</summary>
    public static TheoryData<string> PrintedCases =>
        [.. GoldenFile.Read("wire3/frames.jsonl").Where(line => line.Text is not null).Select(line => line.Case)];

    public static TheoryData<string> PackedCases => GoldenFile.CasesOf("wire3/compression.jsonl");

    [Theory]
    [MemberData(nameof(GoldenFile.FrameCases), MemberType = typeof(GoldenFile))]
    public void A_frame_decodes_and_encodes_back_to_the_same_bytes(string name)
    {
        var frame = GoldenFile.Find(name).Frame;
        FrameHeader.TryRead(frame, out var header);
        var value = RaySerializer.DeserializeFrame(frame);
        var written = RaySerializer.SerializeFrame(value, header.Version, header.MessageType);
        var isSame = written.AsSpan().SequenceEqual(frame);
        Ledger.Encoder.Judge(
            name, isSame ? null : $"{Convert.ToHexString(frame)} became {Convert.ToHexString(written)}");
        if (isSame)
            return;
        // What is known to differ is the length that native counts, and what it sends to fill it.
        Assert.True(written.Length < frame.Length);
        Assert.Equal(
            Convert.ToHexString(frame[FrameHeader.Size..written.Length]),
            Convert.ToHexString(written[FrameHeader.Size..]));
    }

    [Theory]
    [MemberData(nameof(PrintedCases))]
    public void A_value_prints_as_native_prints_it(string name)
    {
        var line = GoldenFile.Find(name);
        Assert.Equal(line.Text, RaySerializer.DeserializeFrame(line.Frame).ToRayfall());
    }

    [Theory]
    [MemberData(nameof(PackedCases))]
    public void Packing_and_unpacking_give_the_bytes_of_native(string name)
    {
        var line = GoldenFile.Find(name);
        var raw = line.GetBytes("raw")!;
        var expected = line.GetBytes("compressed");
        using var packed = new PooledBuffer();
        Assert.Equal(expected is not null, FrameCompression.TryCompress(raw, packed));
        if (expected is null)
            return;
        // The fixtures hold the packed bytes without the size that stands before them.
        Assert.Equal([.. BitConverter.GetBytes(raw.Length), .. expected], packed.WrittenSpan.ToArray());
        using var unpacked = new PooledBuffer();
        FrameCompression.Decompress(packed.WrittenSpan, unpacked);
        Assert.Equal(raw, unpacked.WrittenSpan.ToArray());
    }
}
