using Rayforce.Ipc.Tests.Support;
using Rayforce.TestSupport;

namespace Rayforce.Ipc.Tests.Wire;

/// <summary>Damaged frames with the verdict of native 3.0.1, and of 2.5.12 where it was another one.</summary>
public sealed class MalformedFrameTests
{
    private const int VersionOffset = 4;
    private const string Rejected = "rejected";

    public static TheoryData<string> Cases => GoldenFile.CasesOf("wire3/malformed.jsonl");

    /// <summary>The cases that 2.5.12 accepted.</summary>
    public static TheoryData<string> OlderCases =>
    [
        .. GoldenFile.Read("wire3/malformed.jsonl")
            .Where(line => line.Older.Verdict == "accept")
            .Select(line => line.Case),
    ];

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_damaged_frame_gets_the_verdict_of_native_and_is_written_back_as_native_does(string name)
    {
        var line = GoldenFile.Find(name);
        var value = BoundedDecoding.Decode(line.Frame, out _);
        var expected = line.Verdict == "accept" ? Convert.ToHexString(line.Reserialized!) : Rejected;
        var given = value is null ? Rejected : Convert.ToHexString(RaySerializer.SerializeFrame(value));
        Ledger.Decoder.Judge(name, given == expected ? null : $"{given}, not {expected}");
    }

    [Theory]
    [MemberData(nameof(OlderCases))]
    public void What_an_older_core_accepts_is_read_by_option_and_bounded(string name)
    {
        const RayReadOptions options = RayReadOptions.OlderCores | RayReadOptions.TrailingBytes;
        var value = BoundedDecoding.Decode(GoldenFile.Find(name).Frame, out var exception, options);
        Ledger.OlderDecoder.Judge(name, value is not null ? null : exception!.Message);
        if (value is null)
            return;
        // It may be written back as it came: all but its marks of nulls is as 2.5.12 wrote it.
        BoundedDecoding.Use(value, WireVersion.V3, options);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    [InlineData(4)]
    public void A_frame_of_another_version_is_rejected_by_its_number(byte version)
    {
        var frame = WireBytes.Frame(WireVersion.V3, 0x7E);
        frame[VersionOffset] = version;
        var exception = Assert.Throws<RayforceFormatException>(() => RaySerializer.DeserializeFrame(frame));
        Assert.Equal((WireStatus.BadVersion, VersionOffset), (exception.Status, (int)exception.Offset));
        Assert.Equal(
            $"Malformed Rayforce data at byte 4: the wire version is neither 1 nor 3, but {version}.",
            exception.Message);
    }
}
