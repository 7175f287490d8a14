using Rayforce.Ipc.Tests.Support;
using Rayforce.TestSupport;

namespace Rayforce.Ipc.Tests.Wire;

/// <summary>Damaged frames with the verdict of native.</summary>
public sealed class MalformedFrameTests
{
    private const int VersionOffset = 4;

    public static TheoryData<string> Cases => GoldenFile.CasesOf("wire3/malformed.jsonl");

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_damaged_frame_gets_the_verdict_of_native_and_is_written_back_as_native_does(string name)
    {
        var line = GoldenFile.Find(name);
        var value = BoundedDecoding.Decode(line.Frame, out _);
        var expected = line.Verdict == "accept" ? Convert.ToHexString(line.Reserialized!) : "rejected";
        var given = value is null ? "rejected" : Convert.ToHexString(RaySerializer.SerializeFrame(value));
        Ledger.Decoder.Judge(name, given == expected ? null : $"{given}, not {expected}");
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
