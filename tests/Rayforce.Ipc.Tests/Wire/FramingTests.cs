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
    public async Task A_stream_that_ends_inside_a_frame_says_where(string name)
    {
        var frame = GoldenFile.Find(name).Frame;
        for (var length = 1; length < frame.Length; length++)
        {
            var reader = new FrameReader(new PieceStream(Pieces.CutEverywhere(frame[..length])));
            using var payload = new PooledBuffer();
            var exception = await Assert.ThrowsAsync<RayforceFormatException>(() => reader.ReadAsync(payload).AsTask());
            Assert.Equal((WireStatus.NeedMore, length), (exception.Status, exception.Offset));
        }
    }

    [Fact]
    public async Task A_stream_that_ends_between_frames_just_ends()
    {
        var reader = new FrameReader(new PieceStream(Pieces.Cut(RaySerializer.SerializeFrame(1L), [5])));
        using var payload = new PooledBuffer();
        Assert.NotNull(await reader.ReadAsync(payload));
        Assert.Null(await reader.ReadAsync(payload));
    }

    [Fact]
    public async Task Frames_that_come_at_once_are_taken_one_by_one()
    {
        RayObject[] values = [1L, "two", new RayVector<double>(3.0, 4.0)];
        byte[] bytes =
            [.. values.SelectMany(value => RaySerializer.SerializeFrame(value, messageType: MessageType.Sync))];
        var reader = new FrameReader(new PieceStream(Pieces.Cut(bytes, [3, 30, 31, 50])), maxFrame: 116);
        foreach (var value in values)
        {
            using var payload = new PooledBuffer();
            var header = await reader.ReadAsync(payload);
            Assert.Equal(MessageType.Sync, header?.MessageType);
            Assert.Equal(value, RaySerializer.Deserialize(payload.WrittenSpan, WireVersion.V3));
        }

        using var rest = new PooledBuffer();
        Assert.Null(await reader.ReadAsync(rest));
    }

    [Theory]
    [InlineData(101, WireStatus.FrameTooBig)]
    [InlineData(0, WireStatus.EmptyPayload)]
    [InlineData(-1, WireStatus.BadPayloadSize)]
    [InlineData(1_000_000_001, WireStatus.BadPayloadSize)]
    public async Task A_header_is_judged_before_the_payload_comes(long size, WireStatus expected)
    {
        var exception = await JudgeAsync(new FrameHeader(WireVersion.V3, 0, 0, size), new PooledBuffer());
        Assert.Equal((expected, 8), (exception.Status, exception.Offset));
    }

    [Theory]
    [InlineData((WireVersion)2, WireStatus.BadVersion)]
    [InlineData(WireVersion.V1, WireStatus.UnexpectedVersion)]
    public async Task A_stream_of_one_wire_version_takes_no_other(WireVersion version, WireStatus expected)
    {
        var exception = await JudgeAsync(new FrameHeader(version, 0, 0, 1), new PooledBuffer());
        Assert.Equal((expected, 4), (exception.Status, exception.Offset));
    }

    [Fact]
    public async Task What_a_header_announces_is_not_allocated_before_it_arrives()
    {
        var bytes = new byte[FrameHeader.Size + 1];
        new FrameHeader(WireVersion.V3, 0, 0, 200_000_000).Write(bytes);
        var reader = new FrameReader(new PieceStream(new ReadOnlySequence<byte>(bytes)));
        using var payload = new PooledBuffer();
        await Assert.ThrowsAsync<RayforceFormatException>(() => reader.ReadAsync(payload).AsTask());
        Assert.InRange(payload.GetMemory().Length, 1, 2 * 1024 * 1024);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(FrameHeader.Size)]
    [InlineData(FrameHeader.Size + 3)]
    public async Task A_frame_that_has_been_begun_has_a_deadline(int begun)
    {
        var frame = RaySerializer.SerializeFrame("a text that does not come");
        var stream = new PieceStream(Pieces.CutEverywhere(frame[..begun])) { StaysOpen = true };
        var reader = new FrameReader(stream) { Deadline = TimeSpan.FromMilliseconds(50) };
        using var payload = new PooledBuffer();
        await Assert.ThrowsAsync<TimeoutException>(() => reader.ReadAsync(payload).AsTask());
    }

    [Fact]
    public async Task A_frame_that_has_not_been_begun_is_waited_for_until_the_wait_is_cancelled()
    {
        var stream = new PieceStream(ReadOnlySequence<byte>.Empty) { StaysOpen = true };
        var reader = new FrameReader(stream) { Deadline = TimeSpan.FromMilliseconds(1) };
        using var payload = new PooledBuffer();
        using var limit = new CancellationTokenSource();
        var reading = reader.ReadAsync(payload, limit.Token).AsTask();
        await Task.Delay(100);
        Assert.False(reading.IsCompleted);
        await limit.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reading);
    }

    [Fact]
    public async Task Wire_version_1_has_no_flags_whatever_the_byte_says()
    {
        var frame = RaySerializer.SerializeFrame(1L, WireVersion.V1);
        frame[5] = 0xFF;
        var reader = new FrameReader(new PieceStream(new ReadOnlySequence<byte>(frame)));
        using var payload = new PooledBuffer();
        Assert.Equal(FrameFlags.None, (await reader.ReadAsync(payload))?.Flags);
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

        byte[] next = RaySerializer.SerializeFrame(2L);
        var reader = new FrameReader(new PieceStream(cut([.. frame, .. next])));
        using var payload = new PooledBuffer();
        var header = Read(reader, payload);
        Assert.Equal(frame.AsSpan(FrameHeader.Size).ToArray(), payload.WrittenSpan.ToArray());
        Assert.Equal(header?.PayloadSize, payload.WrittenCount);
        payload.Clear();
        Assert.NotNull(Read(reader, payload));
        Assert.Equal(next.AsSpan(FrameHeader.Size).ToArray(), payload.WrittenSpan.ToArray());
    }

    /// <summary>Nothing here waits: the stream has what it has.</summary>
    private static FrameHeader? Read(FrameReader reader, PooledBuffer payload)
    {
        var reading = reader.ReadAsync(payload).AsTask();
        Assert.True(reading.IsCompleted);
        return reading.GetAwaiter().GetResult();
    }

    private static async Task<RayforceFormatException> JudgeAsync(FrameHeader header, PooledBuffer payload)
    {
        using var _ = payload;
        var bytes = new byte[FrameHeader.Size];
        header.Write(bytes);
        var stream = new PieceStream(new ReadOnlySequence<byte>(bytes)) { StaysOpen = true };
        var reader = new FrameReader(stream, maxFrame: FrameHeader.Size + 100) { Version = WireVersion.V3 };
        return await Assert.ThrowsAsync<RayforceFormatException>(() => reader.ReadAsync(payload).AsTask());
    }
}
