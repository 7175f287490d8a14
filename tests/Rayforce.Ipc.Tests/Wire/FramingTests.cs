using System.Buffers;
using CsCheck;
using Rayforce.Ipc.Tests.Support;
using Rayforce.TestSupport;

namespace Rayforce.Ipc.Tests.Wire;

public sealed class FramingTests
{
    public static TheoryData<string> ShortFrames => CasesUpTo(2_000);

    public static TheoryData<string> VeryShortFrames => CasesUpTo(200);

    [Theory]
    [MemberData(nameof(ShortFrames))]
    public void A_frame_reads_the_same_wherever_it_is_cut(string name)
    {
        var frame = GoldenFile.Find(name).Frame;
        var expected = RaySerializer.DeserializeFrame(frame);
        for (var place = 0; place <= frame.Length; place += Math.Max(1, frame.Length / 60))
            AssertReads(expected, frame, bytes => Pieces.Cut(bytes, [place]));
    }

    [Theory]
    [MemberData(nameof(ShortFrames))]
    public void A_frame_reads_the_same_byte_by_byte(string name)
    {
        var frame = GoldenFile.Find(name).Frame;
        AssertReads(RaySerializer.DeserializeFrame(frame), frame, Pieces.CutEverywhere);
    }

    [Theory]
    [InlineData(WireVersion.V1)]
    [InlineData(WireVersion.V3)]
    public void Any_object_reads_the_same_in_any_pieces(WireVersion version) =>
        Gen.Select(RayGen.Object(version), Gen.Double.Unit.Array[0, 6]).Sample(
            (value, cuts) =>
            {
                var frame = RaySerializer.SerializeFrame(value, version);
                AssertReads(value, frame, bytes => Pieces.Cut(bytes, cuts.Select(cut => (int)(cut * bytes.Length))));
            },
            iter: 10_000);

    [Theory]
    [MemberData(nameof(VeryShortFrames))]
    public void A_frame_that_is_not_all_there_is_waited_for_and_nothing_is_consumed(string name)
    {
        var frame = GoldenFile.Find(name).Frame;
        for (var length = 0; length < frame.Length; length++)
        {
            var buffer = Pieces.CutEverywhere(frame[..length]);
            var status = FrameReader.TryRead(ref buffer, WireLimits.MaxConnectionPayload, out _, out var payload);
            Assert.Equal((WireStatus.NeedMore, length, 0), (status, buffer.Length, payload.Length));
        }
    }

    [Fact]
    public void Frames_that_come_at_once_are_taken_one_by_one()
    {
        RayObject[] values = [1L, "two", new RayVector<double>(3.0, 4.0)];
        byte[] bytes =
            [.. values.SelectMany(value => RaySerializer.SerializeFrame(value, messageType: MessageType.Sync))];
        var buffer = Pieces.Cut(bytes, [3, 30, 31, 50]);
        foreach (var value in values)
        {
            Assert.Equal(WireStatus.Done, FrameReader.TryRead(ref buffer, 100, out var header, out var payload));
            Assert.Equal(MessageType.Sync, header.MessageType);
            Assert.Equal(value, RaySerializer.Deserialize(payload.ToArray(), header.Version));
        }

        Assert.True(buffer.IsEmpty);
    }

    [Fact]
    public void A_header_is_judged_before_the_payload_comes()
    {
        Assert.Equal(WireStatus.BadPayloadSize, Judge(new FrameHeader(WireVersion.V3, 0, 0, 101), maxPayload: 100));
        Assert.Equal(WireStatus.NeedMore, Judge(new FrameHeader(WireVersion.V3, 0, 0, 100), maxPayload: 100));
        Assert.Equal(WireStatus.BadPayloadSize, Judge(new FrameHeader(WireVersion.V3, 0, 0, 0), maxPayload: 100));
        Assert.Equal(WireStatus.BadPayloadSize, Judge(new FrameHeader(WireVersion.V3, 0, 0, -1), maxPayload: 100));
        Assert.Equal(
            WireStatus.BadPayloadSize, Judge(new FrameHeader(WireVersion.V3, 0, 0, 1_000_000_001), long.MaxValue));
        Assert.Equal(WireStatus.BadVersion, Judge(new FrameHeader((WireVersion)2, 0, 0, 1), maxPayload: 100));
    }

    [Theory]
    [InlineData(0, WireStatus.BadPrefix)]
    [InlineData(3, WireStatus.BadPrefix)]
    [InlineData(4, WireStatus.BadVersion)]
    [InlineData(6, WireStatus.BigEndian)]
    [InlineData(15, WireStatus.BadPayloadSize)]
    public void A_damaged_header_is_refused(int offset, WireStatus expected)
    {
        var frame = RaySerializer.SerializeFrame(1L);
        frame[offset] ^= 0x80;
        Assert.Equal(expected, FrameHeader.TryRead(frame, out _));
        var exception = Assert.Throws<RayforceFormatException>(() => RaySerializer.DeserializeFrame(frame));
        Assert.Equal(expected, exception.Status);
        Assert.Contains(expected.Describe(), exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_header_is_written_as_it_is_read()
    {
        var header = new FrameHeader(
            WireVersion.V1, FrameFlags.Verbose | FrameFlags.Compressed, MessageType.Response, 123_456_789);
        var bytes = new byte[FrameHeader.Size];
        header.Write(bytes);
        Assert.Equal("FADEFACE0105000215CD5B0700000000", Convert.ToHexString(bytes));
        Assert.Equal(WireStatus.Done, FrameHeader.TryRead(bytes, out var read));
        Assert.Equal(header, read);
        Assert.Throws<ArgumentException>(() => header.Write(new byte[FrameHeader.Size - 1]));
    }

    [Fact]
    public void A_frame_with_bytes_after_it_is_no_frame()
    {
        byte[] frame = [.. RaySerializer.SerializeFrame(1L), 0];
        var exception = Assert.Throws<RayforceFormatException>(() => RaySerializer.DeserializeFrame(frame));
        Assert.Equal((WireStatus.TrailingBytes, frame.Length - 1L), (exception.Status, exception.Offset));
        Assert.Throws<RayforceFormatException>(() => RaySerializer.DeserializeFrame(Pieces.CutEverywhere(frame)));
    }

    [Fact]
    public void An_empty_payload_holds_no_object()
    {
        var frame = WireBytes.Frame(WireVersion.V3);
        var exception = Assert.Throws<RayforceFormatException>(() => RaySerializer.DeserializeFrame(frame));
        Assert.Equal((WireStatus.EmptyPayload, FrameHeader.Size), (exception.Status, exception.Offset));
    }

    private static TheoryData<string> CasesUpTo(int length) =>
        [.. GoldenFile.ReadFrames().Where(line => line.Frame.Length < length).Select(line => line.Case)];

    private static void AssertReads(RayObject expected, byte[] frame, Func<byte[], ReadOnlySequence<byte>> cut)
    {
        Assert.Equal(expected, RaySerializer.DeserializeFrame(cut(frame)));

        byte[] next = [1, 2, 3];
        var buffer = cut([.. frame, .. next]);
        Assert.Equal(WireStatus.Done, FrameReader.TryRead(ref buffer, long.MaxValue, out var header, out var payload));
        Assert.Equal(frame.AsSpan(FrameHeader.Size).ToArray(), payload.ToArray());
        Assert.Equal(next, buffer.ToArray());
        Assert.Equal(header.PayloadSize, payload.Length);
    }

    private static WireStatus Judge(FrameHeader header, long maxPayload)
    {
        var bytes = new byte[FrameHeader.Size];
        header.Write(bytes);
        var buffer = new ReadOnlySequence<byte>(bytes);
        var status = FrameReader.TryRead(ref buffer, maxPayload, out _, out _);
        Assert.Equal(FrameHeader.Size, buffer.Length);
        return status;
    }
}
