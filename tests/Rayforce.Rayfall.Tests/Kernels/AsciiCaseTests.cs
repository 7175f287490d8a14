using CsCheck;
using Rayforce.Rayfall.Kernels;

namespace Rayforce.Rayfall.Tests.Kernels;

public class AsciiCaseTests
{
    [Fact]
    public void Letters_of_ASCII_change_and_nothing_else() => Gen.Byte.Array[0, 100].Sample(bytes =>
    {
        var (upper, lower) = (new byte[bytes.Length], new byte[bytes.Length]);

        AsciiCase.ToUpper(bytes, upper);
        AsciiCase.ToLower(bytes, lower);

        Assert.Equal(Array.ConvertAll(bytes, b => char.IsAsciiLetterLower((char)b) ? (byte)(b - 32) : b), upper);
        Assert.Equal(Array.ConvertAll(bytes, b => char.IsAsciiLetterUpper((char)b) ? (byte)(b + 32) : b), lower);
    });
}
