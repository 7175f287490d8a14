using Rayforce.Ipc.Tests.Support;
using Rayforce.TestSupport;

namespace Rayforce.Ipc.Tests.Wire;

public sealed class TruncationTests
{
    [Theory]
    [MemberData(nameof(GoldenFile.FrameCases), MemberType = typeof(GoldenFile))]
    public void A_frame_cut_anywhere_is_rejected(string name)
    {
        var frame = GoldenFile.Find(name).Frame;
        for (var length = 0; length < frame.Length; length++)
        {
            Assert.Null(BoundedDecoding.Decode(frame[..length], out var exception));
            Assert.Equal((WireStatus.NeedMore, length), (exception!.Status, (int)exception.Offset));
        }
    }

    [Theory]
    [MemberData(nameof(GoldenFile.FrameCases), MemberType = typeof(GoldenFile))]
    public void A_frame_cut_anywhere_whose_header_agrees_is_rejected_or_read_within_bounds(string name)
    {
        var frame = GoldenFile.Find(name).Frame;
        var rejected = 0;
        for (var length = 0; length < frame.Length; length++)
        {
            BoundedDecoding.Decode(WireBytes.Truncate(frame, length), out var exception);
            if (exception is not null)
                rejected++;
        }

        Assert.True(rejected > 0);
    }
}
