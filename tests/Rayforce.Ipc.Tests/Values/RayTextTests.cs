using System.Text;
using Rayforce.Ipc;
using Rayforce.Ipc.Tests.Support;

namespace Rayforce.Values;

public sealed class RayTextTests
{
    [Fact]
    public void Symbols_and_strings_keep_their_bytes()
    {
        byte[] invalid = [0x61, 0xFF, 0xC3];
        Assert.Equal(invalid, new RaySymbol(invalid).Utf8.ToArray());
        Assert.Equal(invalid, new RayString(invalid).Utf8.ToArray());
        Assert.Equal("a\uFFFD\uFFFD", new RaySymbol(invalid).Name);
        Assert.Equal("a\uFFFD\uFFFD", new RayString(invalid).Value);
        Assert.Equal("naïve", new RayString("naïve"u8).Value);
        Assert.Equal("日本"u8.ToArray(), new RaySymbol("日本").Utf8.ToArray());
    }

    [Fact]
    public void A_quoted_symbol_is_another_than_the_name()
    {
        Assert.NotEqual(new RaySymbol("a"), new RaySymbol("a", quoted: true));
        Assert.Equal(new RaySymbol("a", quoted: true), new RaySymbol("a"u8, quoted: true));
        Assert.NotEqual<RayObject>(new RaySymbol("a"), new RayString("a"));
    }

    [Fact]
    public void A_symbol_may_not_contain_a_NUL_a_string_may()
    {
        Assert.Throws<ArgumentException>(() => new RaySymbol("a\0b"));
        Assert.Throws<ArgumentException>(() => new RaySymbol("a\0b"u8));
        Assert.Throws<ArgumentException>(() => new RaySymbolVector("a", "b\0"));
        Assert.Throws<ArgumentException>(() => new RayBuiltin(RayType.Unary, "a\0"));
        Assert.Equal(3, new RayString("a\0b").Utf8.Length);
    }

    [Fact]
    public void Null_arguments_are_refused()
    {
        Assert.Throws<ArgumentNullException>(() => new RaySymbol((string)null!));
        Assert.Throws<ArgumentNullException>(() => new RayString((string)null!));
        Assert.Throws<ArgumentNullException>(() => new RaySymbolVector((string[])null!));
        Assert.Throws<ArgumentNullException>(() => new RayStringVector((string[])null!));
        Assert.Throws<ArgumentNullException>(() => new RayBuiltin(RayType.Unary, null!));
    }

    [Fact]
    public void The_null_string_is_empty_and_marked()
    {
        Assert.Equal(("", true), (RayString.Null.Value, RayString.Null.IsNull));
        Assert.Equal(RayString.Null, new RayString(""));
        Assert.False(new RayString("").IsNull);
    }

    [Fact]
    public void A_vector_with_an_empty_text_is_marked_and_an_empty_string_comes_out_of_it_as_null()
    {
        Assert.False(new RayStringVector("a").HasNulls || new RaySymbolVector("a").HasNulls);
        Assert.True(new RayStringVector("a", "").HasNulls && new RaySymbolVector("a", "").HasNulls);
        foreach (var type in new[] { RayType.Symbol, RayType.String })
        {
            var builder = new RayTextVectorBuilder(type);
            builder.Add("a"u8);
            builder.Add(""u8);
            Assert.True(builder.ToVector().HasNulls);
        }

        Assert.Equal(
            (false, true),
            (((RayString)new RayStringVector("a", "").GetAtom(0)).IsNull,
            ((RayString)new RayStringVector("a", "").GetAtom(1)).IsNull));
    }

    [Fact]
    public void Vectors_of_texts_give_texts_bytes_and_atoms()
    {
        string[] texts = ["a", "", "naïve ☃"];
        foreach (RayTextVector vector in new RayTextVector[] { new RaySymbolVector(texts), new RayStringVector(texts) })
        {
            Assert.Equal(texts, vector.ToArray());
            Assert.Equal((3, "naïve ☃", true), (vector.Count, vector[2], vector.HasNulls));
            Assert.Equal(Encoding.UTF8.GetBytes(texts[2]), vector.GetUtf8(2).ToArray());
            Assert.Throws<ArgumentOutOfRangeException>(() => vector[3]);
            Assert.Throws<ArgumentOutOfRangeException>(() => vector.GetAtom(-1));
        }

        Assert.Equal(new RaySymbol("a", quoted: true), new RaySymbolVector(texts).GetAtom(0));
        Assert.Equal(new RayString(""), new RayStringVector(texts).GetAtom(1));
    }

    [Fact]
    public void Vectors_of_texts_are_equal_where_type_and_texts_are()
    {
        Assert.Equal(new RaySymbolVector("a", "b"), new RaySymbolVector("a", "b"));
        Assert.NotEqual(new RaySymbolVector("a", "b"), new RaySymbolVector("ab"));
        Assert.NotEqual<RayObject>(new RaySymbolVector("a"), new RayStringVector("a"));
        Assert.Equal(new RayStringVector("a").GetHashCode(), new RayStringVector("a").GetHashCode());
    }

    [Fact]
    public void A_builtin_is_one_of_three_types()
    {
        Assert.Equal("sum", new RayBuiltin(RayType.Unary, "sum").Name);
        Assert.NotEqual(new RayBuiltin(RayType.Unary, "-"), new RayBuiltin(RayType.Binary, "-"));
        Assert.Throws<ArgumentException>(() => new RayBuiltin(RayType.Lambda, "sum"));
    }

    [Fact]
    public void The_names_of_a_table_keep_their_bytes_when_columns_are_missing()
    {
        byte[] payload =
        [
            98, 0,
            .. WireBytes.VectorHeader(12, 2), 0xFF, 0xC3, 0, (byte)'b', 0,
            .. WireBytes.VectorHeader(0, 1), .. WireBytes.VectorHeader(5, 0),
        ];
        var table = Assert.IsType<RayTable>(
            RaySerializer.Deserialize(payload, WireVersion.V3, RayReadOptions.OlderCores));
        Assert.Single(table.Names);
        Assert.Equal([0xFF, 0xC3], table.Names.GetUtf8(0).ToArray());
    }
}
