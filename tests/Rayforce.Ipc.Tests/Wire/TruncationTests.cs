using Rayforce.Ipc;
using Rayforce.Support;

namespace Rayforce.Wire;

public sealed class TruncationTests
{
    [Theory]
    [MemberData(nameof(GoldenFile.Frames), MemberType = typeof(GoldenFile))]
    public void A_frame_cut_anywhere_is_rejected(string path)
    {
        foreach (var line in GoldenFile.Read(path))
        {
            for (var length = 0; length < line.Frame.Length; length++)
            {
                Assert.Null(BoundedDecoding.Decode(line.Frame[..length], out var exception));
                Assert.Equal((WireStatus.NeedMore, length), (exception!.Status, (int)exception.Offset));
            }
        }
    }

    [Theory]
    [MemberData(nameof(GoldenFile.Frames), MemberType = typeof(GoldenFile))]
    public void A_frame_cut_anywhere_whose_header_agrees_is_rejected_or_read_within_bounds(string path)
    {
        var rejected = 0;
        foreach (var line in GoldenFile.Read(path))
        {
            for (var length = 0; length < line.Frame.Length; length++)
            {
                BoundedDecoding.Decode(WireBytes.Truncate(line.Frame, length), out var exception);
                if (exception is not null)
                    rejected++;
            }
        }

        Assert.True(rejected > 0);
    }
}
