using Rayforce.Ipc;
using Rayforce.Support;

namespace Rayforce.Wire;

/// <summary>
/// Damaged frames with the verdict of native. The judge was told to expect wire version 3, so where damage makes the
/// version byte 1 its rejection says nothing about a decoder that reads both; and it rejects builtins whose names it
/// does not know, which a client cannot judge: it keeps any name.
/// </summary>
public sealed class MalformedFrameTests
{
    private const int VersionOffset = 4;

    public static TheoryData<int> Lines => [.. Enumerable.Range(0, GoldenFile.Read("wire3/malformed.jsonl").Count)];

    [Theory]
    [MemberData(nameof(Lines))]
    public void A_damaged_frame_gets_the_verdict_of_native_and_is_written_back_as_native_does(int index)
    {
        var line = GoldenFile.Read("wire3/malformed.jsonl")[index];
        var value = BoundedDecoding.Decode(line.Frame, out var exception);
        if (line.Code == "name")
            Assert.NotNull(value);
        else if (line.Verdict == "accept")
        {
            Assert.Equal(
                Convert.ToHexString(line.Reserialized!), Convert.ToHexString(RaySerializer.SerializeFrame(value!)));
        }
        else if (line.Code != "version" || line.Frame[VersionOffset] != (byte)WireVersion.V1)
            Assert.NotNull(exception);
    }

    [Fact]
    public void A_frame_of_the_draft_version_is_rejected()
    {
        var frame = WireBytes.Frame(WireVersion.V3, 0x7E);
        frame[VersionOffset] = 2;
        var exception = Assert.Throws<RayforceFormatException>(() => RaySerializer.DeserializeFrame(frame));
        Assert.Equal(WireStatus.BadVersion, exception.Status);
    }
}
