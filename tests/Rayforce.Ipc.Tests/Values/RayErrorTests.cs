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
