using System.Globalization;
using CsCheck;
using Rayforce.Cli.Commands;
using Rayforce.Ipc;
using Rayforce.TestSupport;

namespace Rayforce.Cli.Tests;

public sealed class FrameInspectTests
{
    private const string Null = "fadeface0300000001000000000000007e";

    [Fact]
    public async Task A_frame_is_listed_field_by_field_and_object_by_object()
    {
        var frame = RaySerializer.SerializeFrame(
            new RayList(new RaySymbol("+"), new RaySymbol("x", quoted: true), new RayVector<long>(1, long.MinValue)),
            messageType: MessageType.Sync);

        var run = await CommandRun.WithInputAsync(frame, "frame", "inspect");

        Assert.Equal(ExitCode.Success, run.ExitCode);
        Assert.Equal(
            [
                "       0  FA DE FA CE                 prefix",
                "       4  03                          wire version 3",
                "       5  00                          flags None",
                "       6  00                          little-endian",
                "       7  01                          message type Sync",
                "       8  2C 00 00 00 00 00 00 00     payload of 44 bytes",
                "      16  00 00 03 00 00 00 00 00 ..  List of 3, attributes 00",
                "      26  F4 00 2B 00                   Symbol, flags 00",
                "      30  F4 20 78 00                   Symbol, flags 20 quoted",
                "      34  05 40 02 00 00 00 00 00 ..    I64 vector of 2, attributes 40 HasNulls",
            ],
            run.Lines.Select(line => line.Split(": ")[0]));
    }

    [Theory]
    [InlineData("wire1/frames.jsonl")]
    [InlineData("wire1/random.jsonl")]
    [InlineData("wire1/queries.jsonl")]
    [InlineData("wire3/frames.jsonl")]
    [InlineData("wire3/random.jsonl")]
    [InlineData("wire3/queries.jsonl")]
    public void Every_golden_frame_is_sound_and_its_offsets_rise(string path)
    {
        foreach (var line in GoldenFile.Read(path))
        {
            var (sound, listing) = Inspect(line.Frame);
            Assert.True(sound, $"{line.Name}\n{listing}");
            var offsets = Offsets(listing);
            Assert.Equal(offsets.Order(), offsets);
            Assert.Equal(0, offsets[0]);
            Assert.Contains(FrameHeader.Size, offsets);
        }
    }

    [Fact]
    public void A_damaged_frame_is_listed_up_to_its_fault_exactly_where_the_codec_refuses_it()
    {
        foreach (var line in GoldenFile.Read("wire3/malformed.jsonl"))
            AssertAgreesWithCodec(line.Frame);
    }

    [Fact]
    public void Every_truncation_is_listed_up_to_its_fault()
    {
        foreach (var line in GoldenFile.Read("wire3/frames.jsonl").Concat(GoldenFile.Read("wire1/queries.jsonl")))
        {
            for (var length = 0; length < line.Frame.Length; length++)
                AssertAgreesWithCodec(line.Frame[..length]);
        }
    }

    [Fact]
    public void Random_damage_never_throws()
    {
        var frames = GoldenFile.Read("wire3/random.jsonl").Select(line => line.Frame).ToArray();
        Gen.Select(Gen.Int[0, frames.Length - 1], Gen.Int[0, 1000], Gen.Byte).Sample((index, position, value) =>
        {
            var frame = frames[index].ToArray();
            frame[position % frame.Length] = value;
            AssertAgreesWithCodec(frame);
        });
    }

    [Fact]
    public void A_packed_frame_is_unpacked()
    {
        using var packed = new PooledBuffer();
        var payload = new PooledBuffer();
        RaySerializer.Serialize(new RayVector<long>(new long[1000]), payload);
        Assert.True(FrameCompression.TryCompress(payload.WrittenSpan, packed));
        var frame = new byte[FrameHeader.Size + packed.WrittenCount];
        var header = new FrameHeader(WireVersion.V3, FrameFlags.Compressed, MessageType.Response, packed.WrittenCount);
        header.Write(frame);
        packed.WrittenSpan.CopyTo(frame.AsSpan(FrameHeader.Size));

        var (sound, listing) = Inspect(frame);

        Assert.True(sound, listing);
        Assert.Contains("flags Compressed", listing, StringComparison.Ordinal);
        Assert.Contains("those of the 8010 unpacked bytes", listing, StringComparison.Ordinal);
        Assert.Contains("I64 vector of 1000", listing, StringComparison.Ordinal);

        frame[^1] ^= 1;
        frame[FrameHeader.Size] ^= 1;
        (sound, listing) = Inspect(frame);
        Assert.False(sound);
        Assert.Contains("      16  ", listing, StringComparison.Ordinal);
        Assert.Contains("fault: the packed payload", listing, StringComparison.Ordinal);
    }

    [Fact]
    public void An_error_shows_the_message_that_follows_it()
    {
        using var payload = new PooledBuffer();
        ReplyPayload.Write(new RayError("type", "no\u001b[2J"), payload, WireVersion.V3);
        var frame = new byte[FrameHeader.Size + payload.WrittenCount];
        new FrameHeader(WireVersion.V3, FrameFlags.None, MessageType.Response, payload.WrittenCount).Write(frame);
        payload.WrittenSpan.CopyTo(frame.AsSpan(FrameHeader.Size));

        var (sound, listing) = Inspect(frame);

        Assert.True(sound, listing);
        Assert.Contains("message of the error: no.[2J", listing, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Null)]
    [InlineData("FADEFACE 03000000\n0100000000000000\n7E\n")]
    public async Task Hex_may_be_in_lines_and_groups(string text)
    {
        var run = await CommandRun.WithLinesAsync([text], "frame", "inspect", "-");

        Assert.Equal(ExitCode.Success, run.ExitCode);
        Assert.Contains("Null", run.Lines[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_frame_is_read_from_a_file_in_hex_or_binary()
    {
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(file, Null);
            var text = await CommandRun.OfAsync("frame", "inspect", file);
            await File.WriteAllBytesAsync(file, Convert.FromHexString(Null));
            var binary = await CommandRun.OfAsync("frame", "inspect", file);

            Assert.Equal(ExitCode.Success, text.ExitCode);
            Assert.Equal(text, binary);
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public async Task A_malformed_frame_is_a_failure_and_a_missing_file_is_trouble()
    {
        var malformed = await CommandRun.WithLinesAsync(["hello, this is no frame"], "frame", "inspect");
        var nowhere = Path.Combine(Path.GetTempPath(), Guid.NewGuid().ToString());
        var missing = await CommandRun.OfAsync("frame", "inspect", nowhere);

        Assert.Equal(ExitCode.Failure, malformed.ExitCode);
        Assert.Contains("fault: the frame does not begin with FA DE FA CE", malformed.Output, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Trouble, missing.ExitCode);
        Assert.Empty(missing.Output);
        Assert.StartsWith("Cannot read the frame: ", missing.Error, StringComparison.Ordinal);
    }

    private static (bool Sound, string Listing) Inspect(byte[] frame)
    {
        using var output = new StringWriter { NewLine = "\n" };
        var sound = new Frames.FrameInspector(output).Inspect(frame);
        return (sound, output.ToString());
    }

    private static void AssertAgreesWithCodec(byte[] frame)
    {
        var (sound, listing) = Inspect(frame);
        // The codec does not look at the flags; the listing unpacks what says that it is packed. It reads as a connection
        // does.
        if (frame.Length > 5 && (frame[5] & (byte)FrameFlags.Compressed) != 0)
            return;
        var fault = "";
        try
        {
            RaySerializer.DeserializeFrame(frame, RayReadOptions.TrailingBytes);
        }
        catch (RayforceFormatException exception)
        {
            fault = exception.Status.Describe();
        }

        Assert.True(sound == (fault.Length == 0), $"{fault}\n{Convert.ToHexString(frame)}\n{listing}");
        var last = listing.TrimEnd('\n').Split('\n')[^1];
        Assert.Equal(sound, !last.Contains("fault: ", StringComparison.Ordinal));
        Assert.InRange(Offsets(last)[0], 0, frame.Length);
    }

    private static int[] Offsets(string listing) =>
    [
        .. listing.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => int.Parse(line.AsSpan(0, 8), CultureInfo.InvariantCulture)),
    ];
}
