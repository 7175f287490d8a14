using Rayforce.Ipc;
using Rayforce.Ipc.Tests.Support;

namespace Rayforce.Values;

public sealed class RayErrorTests
{
    [Fact]
    public void A_code_has_at_most_7_characters_that_can_travel()
    {
        Assert.Equal(("version", "why"), (new RayError("version", "why").Code, new RayError("version", "why").Message));
        Assert.Throws<ArgumentException>(() => new RayError("versions"));
        Assert.Throws<ArgumentException>(() => new RayError("a\0"));
        Assert.Throws<ArgumentException>(() => new RayError("\u0100"));
        Assert.Throws<ArgumentNullException>(() => new RayError(null!));
    }

    [Fact]
    public void In_wire_version_3_the_code_travels_and_the_message_does_not()
    {
        foreach (var code in new[] { "", "type", "version", "\u00ff\u0080" })
            Assert.Equal(new RayError(code), Through(new RayError(code, "lost"), WireVersion.V3));
    }

    [Theory]
    [InlineData("ok", "ok")]
    [InlineData("type", "type")]
    [InlineData("nyi", "nyi")]
    [InlineData("name", "value")]
    [InlineData("200", "200")]
    public void In_wire_version_1_a_code_is_a_number(string code, string back) =>
        Assert.Equal(new RayError(back), Through(new RayError(code, "lost"), WireVersion.V1));

    [Theory]
    [InlineData("user", "why", "why")]
    [InlineData("user", null, "")]
    [InlineData("schema", "why", "schema: why")]
    [InlineData("schema", null, "schema")]
    [InlineData("7", null, "7")]
    [InlineData("user", "why\0not", "why")]
    public void What_wire_version_1_has_no_number_for_travels_as_an_error_of_the_user(
        string code, string? message, string back) =>
        Assert.Equal(new RayError("user", back), Through(new RayError(code, message), WireVersion.V1));

    [Fact]
    public void The_context_of_wire_version_1_is_written_back()
    {
        byte[] payload = [0x7F, 6, 1, 2, 3, 4, 5, 6, 7, 8];
        var value = RaySerializer.Deserialize(payload, WireVersion.V1);
        Assert.Equal(new RayError("value"), value);
        Assert.Equal(payload, RaySerializer.SerializeFrame(value, WireVersion.V1)[FrameHeader.Size..]);
    }

    [Fact]
    public void In_wire_version_1_an_error_of_33_bytes_is_read_and_by_option_written()
    {
        byte[] payload = [0x7F, 6, .. new byte[7], .. Enumerable.Range(1, 24).Select(i => (byte)i)];
        Assert.Equal(new RayError("value"), RaySerializer.Deserialize(payload, WireVersion.V1));
        foreach (var (code, number) in new[] { ("type", 1), ("name", 6), ("user", 11), ("schema", 11) })
        {
            var error = new RayError(code, "why");
            byte[] expected = [0x7F, (byte)number, .. new byte[31]];
            using var written = new PooledBuffer();
            RaySerializer.Serialize(error, written, WireVersion.V1, RayWriteOptions.LongErrors);
            Assert.Equal(expected, written.WrittenSpan.ToArray());
            Assert.Equal(33, RaySerializer.GetPayloadSize(error, WireVersion.V1, RayWriteOptions.LongErrors));
            using var reply = new PooledBuffer();
            ReplyPayload.Write(error, reply, WireVersion.V1, RayWriteOptions.LongErrors);
            Assert.Equal(expected, reply.WrittenSpan.ToArray());
            Assert.Equal(ErrorCode(number), ((RayError)ReplyPayload.Read(expected, WireVersion.V1)).Code);
        }

        // Wire version 3 has one form.
        using var output = new PooledBuffer();
        RaySerializer.Serialize(new RayError("type"), output, WireVersion.V3, RayWriteOptions.LongErrors);
        Assert.Equal("7F7479706500000000", Convert.ToHexString(output.WrittenSpan));

        static string ErrorCode(int number) => number switch { 1 => "type", 6 => "value", _ => "user" };
    }

    [Fact]
    public void In_wire_version_1_a_short_error_of_33_bytes_by_chance_keeps_its_message()
    {
        for (var length = 0; length < 40; length++)
        {
            var message = new string('m', length);
            foreach (var code in new[] { "type", "user", "value" })
            {
                using var output = new PooledBuffer();
                ReplyPayload.Write(new RayError(code, message), output, WireVersion.V1);
                Assert.Equal(new RayError(code, message), ReplyPayload.Read(output.WrittenSpan, WireVersion.V1));
            }

            Assert.Equal(new RayError("user", message), Through(new RayError("user", message), WireVersion.V1));
        }
    }

    [Theory]
    [InlineData("schema", "why", "schema: why")]
    [InlineData("access", "", "access")]
    [InlineData("user", "why", "why")]
    public void A_reply_of_wire_version_1_has_a_code_that_it_lacks_before_the_message(
        string code, string message, string back)
    {
        using var output = new PooledBuffer();
        ReplyPayload.Write(new RayError(code, message), output, WireVersion.V1);
        Assert.Equal(new RayError("user", back), ReplyPayload.Read(output.WrittenSpan, WireVersion.V1));
    }

    [Theory]
    [InlineData(WireVersion.V1)]
    [InlineData(WireVersion.V3)]
    public void A_verbose_request_that_fails_brings_what_was_printed_and_the_error(WireVersion version)
    {
        foreach (var message in new[] { null, "why" })
        {
            var error = new RayError("type", message).WithOutput("hi\n");
            using var output = new PooledBuffer();
            ReplyPayload.Write(error, output, version);
            Assert.True(ReplyPayload.IsError(output.WrittenSpan, version));
            var read = Assert.IsType<RayError>(ReplyPayload.Read(output.WrittenSpan, version));
            Assert.Equal((error, "hi\n"), (read, read.Output));
            Assert.Equal("hi\n", new RayforceQueryException(read).Output);
        }
    }

    [Fact]
    public void A_verbose_failure_of_native_is_a_list_of_a_text_and_an_error()
    {
        // (do (println "hi") (+ 1 'a)), verbose, answered by core 3.0.1.
        var payload = Convert.FromHexString(
            "00000200000000000000" + "F300030000000000000068690A" + "7F7479706500000000");
        using var written = new PooledBuffer();
        var error = new RayError("type", "lost").WithOutput("hi\n");
        ReplyPayload.Write(error, written, WireVersion.V3, RayWriteOptions.NoMessages);
        Assert.Equal(payload, written.WrittenSpan.ToArray());
        Assert.Equal("hi\n", Assert.IsType<RayError>(ReplyPayload.Read(payload, WireVersion.V3)).Output);
        Assert.Throws<RayforceFormatException>(() => RaySerializer.Deserialize(payload, WireVersion.V3));
        Assert.Throws<RayforceFormatException>(() => ReplyPayload.Read(payload.AsSpan()[..^1], WireVersion.V3));
    }

    [Fact]
    public void A_list_of_a_text_and_anything_else_is_a_list()
    {
        var reply = new RayList("hi", 7L);
        using var output = new PooledBuffer();
        ReplyPayload.Write(reply, output, WireVersion.V3);
        Assert.False(ReplyPayload.IsError(output.WrittenSpan, WireVersion.V3));
        Assert.Equal(reply, ReplyPayload.Read(output.WrittenSpan, WireVersion.V3));
        Assert.False(ReplyPayload.IsError([], WireVersion.V3));
    }

    [Fact]
    public void An_exception_of_an_error_says_code_and_message()
    {
        Assert.Equal("type: why", new RayforceQueryException(new RayError("type", "why")).Message);
        var bare = new RayforceQueryException(new RayError("type"));
        Assert.Equal(("type", "type"), (bare.Message, bare.Code));
        Assert.Throws<ArgumentNullException>(() => new RayforceQueryException(null!));
    }

    [Theory]
    [InlineData(WireVersion.V1)]
    [InlineData(WireVersion.V3)]
    public void A_reply_brings_the_message_of_an_error(WireVersion version)
    {
        RayObject[] values =
            [new RayError("type", "naïve"), new RayError("type"), new RayError("domain", ""), 1L, "text"];
        foreach (var value in values)
        {
            using var output = new PooledBuffer();
            ReplyPayload.Write(value, output, version);
            Assert.Equal(value, ReplyPayload.Read(output.WrittenSpan, version));
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("00")]
    [InlineData("FB000100000000000000")]
    [InlineData("F300FF")]
    public void What_follows_an_error_and_is_no_message_is_ignored(string hex)
    {
        byte[] payload =
        [
            .. RaySerializer.SerializeFrame(new RayError("type"))[FrameHeader.Size..],
            .. Convert.FromHexString(hex),
        ];
        Assert.Equal(new RayError("type"), ReplyPayload.Read(payload, WireVersion.V3));
        Assert.Equal(new RayError("type"), RaySerializer.DeserializeFrame(WireBytes.Frame(WireVersion.V3, payload)));
    }

    private static RayObject Through(RayError error, WireVersion version) =>
        RaySerializer.DeserializeFrame(RaySerializer.SerializeFrame(error, version));
}
