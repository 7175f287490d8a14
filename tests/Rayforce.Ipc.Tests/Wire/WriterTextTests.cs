using System.Buffers;

namespace Rayforce.Ipc.Tests.Wire;

/// <summary>Texts on their way into a payload.</summary>
public sealed class WriterTextTests
{
    // As characters: an attribute is kept as UTF-8, which cannot hold them.
    [Theory]
    [InlineData('a', '\uD800', 'b')]
    [InlineData('\uDC00')]
    public void Half_a_surrogate_pair_is_refused_and_nothing_else_is_written_in_its_place(params char[] characters)
    {
        var text = new string(characters);
        var output = new ArrayBufferWriter<byte>();
        Assert.Throws<ArgumentException>(() => new RayWriter(output, WireVersion.V3).WriteString(text));
        Assert.Throws<ArgumentException>(() => new RayWriter(output, WireVersion.V3).WriteSymbol(text));
        Assert.Equal(0, output.WrittenCount);
    }

    [Fact]
    public void The_message_of_an_error_travels_as_far_as_it_can()
    {
        var output = new ArrayBufferWriter<byte>();
        ReplyPayload.Write(new RayError("type", "a\uD800b"), output, WireVersion.V3);
        var error = Assert.IsType<RayError>(ReplyPayload.Read(output.WrittenSpan, WireVersion.V3));
        Assert.Equal("a\uFFFDb", error.Message);
    }
}
