using Apache.Arrow;
using Apache.Arrow.Types;

namespace Rayforce.Arrow;

/// <summary>Dictionaries of texts: what pandas and polars write for categories.</summary>
public class ArrowDictionaryTests
{
    private static readonly RaySymbolVector Expected = new("y", "x", "", "y");

    public static IEnumerable<object[]> Layouts =>
        from value in new[] { ArrowTypeId.String, ArrowTypeId.LargeString, ArrowTypeId.StringView }
        from index in new[]
        {
            ArrowTypeId.Int8, ArrowTypeId.Int16, ArrowTypeId.Int32, ArrowTypeId.Int64,
            ArrowTypeId.UInt8, ArrowTypeId.UInt16, ArrowTypeId.UInt32, ArrowTypeId.UInt64,
        }
        from ordered in new[] { false, true }
        select new object[] { value, index, ordered };

    [Theory]
    [MemberData(nameof(Layouts))]
    public void Texts_of_any_layout_with_any_index_are_symbols(ArrowTypeId value, ArrowTypeId index, bool ordered)
    {
        var array = Of(Indices(index), Texts(value), ordered);

        Assert.Equal(Expected, Batches.Read(array));
        Assert.Equal(new RaySymbolVector("x", ""), Batches.Read(ArrowArrayFactory.Slice(array, 1, 2)));
    }

    [Theory]
    [InlineData(ArrowTypeId.String)]
    [InlineData(ArrowTypeId.LargeString)]
    [InlineData(ArrowTypeId.StringView)]
    public async Task A_dictionary_is_read_from_a_stream(ArrowTypeId value)
    {
        using var batch = Batches.Of("x", Of(Indices(ArrowTypeId.UInt32), Texts(value), ordered: false));
        using var read = await Batches.SendAsync(batch);

        Assert.Equal(Expected, read.ToRayTable()[0]);
    }

    [Fact]
    public void A_null_in_the_dictionary_is_an_empty_symbol()
    {
        var texts = new StringArray.Builder().AppendNull().Append("x").Build();
        var indices = new Int32Array.Builder().Append(0).Append(1).Build();

        Assert.Equal(new RaySymbolVector("", "x"), Batches.Read(Of(indices, texts, ordered: false)));
    }

    [Fact]
    public void Nothing_but_nulls_needs_no_entry()
    {
        var indices = new Int32Array.Builder().AppendNull().AppendNull().Build();

        Assert.Equal(
            new RaySymbolVector("", ""),
            Batches.Read(Of(indices, new StringArray.Builder().Build(), ordered: false)));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(-1)]
    public void A_row_that_is_no_entry_is_named(int index)
    {
        var indices = new Int32Array.Builder().Append(0).Append(index).Build();
        var array = Of(indices, Texts(ArrowTypeId.String), ordered: false);

        Assert.Equal(
            $"Row 1 of the column 'x' is entry {index} of a dictionary of 2.",
            Assert.Throws<ArgumentException>(() => Batches.Read(array)).Message);
    }

    private static DictionaryArray Of(IArrowArray indices, IArrowArray texts, bool ordered) =>
        new(new DictionaryType(indices.Data.DataType, texts.Data.DataType, ordered), indices, texts);

    private static IArrowArray Texts(ArrowTypeId type) => type switch
    {
        ArrowTypeId.LargeString => new LargeStringArray.Builder().Append("x").Append("y").Build(),
        ArrowTypeId.StringView => new StringViewArray.Builder().Append("x").Append("y").Build(),
        _ => new StringArray.Builder().Append("x").Append("y").Build(),
    };

    private static IArrowArray Indices(ArrowTypeId type) => type switch
    {
        ArrowTypeId.Int8 => new Int8Array.Builder().Append(1).Append(0).AppendNull().Append(1).Build(),
        ArrowTypeId.Int16 => new Int16Array.Builder().Append(1).Append(0).AppendNull().Append(1).Build(),
        ArrowTypeId.Int64 => new Int64Array.Builder().Append(1).Append(0).AppendNull().Append(1).Build(),
        ArrowTypeId.UInt8 => new UInt8Array.Builder().Append(1).Append(0).AppendNull().Append(1).Build(),
        ArrowTypeId.UInt16 => new UInt16Array.Builder().Append(1).Append(0).AppendNull().Append(1).Build(),
        ArrowTypeId.UInt32 => new UInt32Array.Builder().Append(1).Append(0).AppendNull().Append(1).Build(),
        ArrowTypeId.UInt64 => new UInt64Array.Builder().Append(1).Append(0).AppendNull().Append(1).Build(),
        _ => new Int32Array.Builder().Append(1).Append(0).AppendNull().Append(1).Build(),
    };
}
