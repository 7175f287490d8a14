using Rayforce.Rayfall;

namespace Rayforce.Results;

/// <summary>Atoms, vectors, lists and dicts as .NET values.</summary>
public class TypedValueTests
{
    [Fact]
    public void Atoms_convert_by_operators()
    {
        var id = Guid.Parse("00010203-0405-0607-0809-0a0b0c0d0e0f");

        Assert.Equal(3L, (long)(RayObject)3L);
        Assert.Equal(3, (int)(RayObject)3L);
        Assert.Equal((short)3, (short)(RayObject)3L);
        Assert.Equal((byte)3, (byte)(RayObject)new RayAtom<byte>(3));
        Assert.Equal(3.0, (double)(RayObject)3L);
        Assert.Equal(1.5f, (float)(RayObject)new RayAtom<float>(1.5f));
        Assert.True((bool)(RayObject)true);
        Assert.Equal("x", (string)(RayObject)"x");
        Assert.Equal("x", (string)(RayObject)new RaySymbol("x"));
        Assert.Equal("x", (string)(RayObject)new RayAtom<RayChar>(new RayChar((byte)'x')));
        Assert.Equal(id, (Guid)(RayObject)id);
        Assert.Equal(new DateOnly(2024, 1, 2), (DateOnly)(RayObject)new RayAtom<RayDate>(new RayDate(8767)));
        Assert.Equal(new TimeOnly(10, 11, 12), (TimeOnly)(RayObject)new RayAtom<RayTime>(new RayTime(36_672_000)));
    }

    [Fact]
    public void A_null_is_a_null_reference_to_a_nullable_and_refused_by_anything_else()
    {
        Assert.Null((long?)(RayObject)RayAtom<long>.Null);
        Assert.Null((DateOnly?)(RayObject)RayAtom<RayDate>.Null);
        Assert.Null((double?)(RayObject)RayNull.Instance);
        Assert.Equal(3L, (long?)(RayObject)3L);
        Assert.Equal(
            "The value is null, and Int64 has no null. Read it as Int64?.",
            Assert.Throws<InvalidOperationException>(() => (long)(RayObject)RayAtom<long>.Null).Message);
        Assert.Equal(
            "The value is null, and Int64 has no null. Read it as RayObject, or as a nullable.",
            Assert.Throws<InvalidOperationException>(() => (long)(RayObject)RayNull.Instance).Message);
    }

    [Fact]
    public void A_value_of_another_type_is_refused_with_both_types_and_the_way_to_read_it()
    {
        Assert.Equal("The value holds F64, which cannot be read as Int64. Read it as Double.", Refusal<long>(1.5));
        Assert.Equal("The value holds Date, which cannot be read as Int32?. Read it as DateTime.", Refusal<int?>(
            new RayAtom<RayDate>(new RayDate(1))));
        Assert.Equal(
            "The value is a vector of I64, which cannot be read as Int64. Read all its values with ToArray.",
            Refusal<long>(new RayVector<long>(1)));
        Assert.Equal(
            "The value is a Dict, which cannot be read as Int64. Read a value by its key, or all with ToDictionary.",
            Refusal<long>(Dict()));
        Assert.Equal(
            "The value is a Table, which cannot be read as Int64. Read its columns with Column, or its rows with Rows.",
            Refusal<long>(RayTable.FromColumns(("a", new[] { 1 }))));
        Assert.Throws<OverflowException>(() => (int)(RayObject)(1L << 40));

        static string Refusal<T>(RayObject value) =>
            Assert.Throws<InvalidCastException>(() => value.As<T>()).Message;
    }

    [Fact]
    public void A_vector_is_an_array()
    {
        RayObject numbers = new RayVector<long>(1, 2, 3);
        RayObject holes = RayConvert.ToRay(new long?[] { 1, null });

        Assert.Equal([1L, 2L, 3L], numbers.As<long[]>());
        Assert.Equal([1L, 2L, 3L], numbers.ToArray<long>());
        Assert.Equal([1, 2, 3], numbers.As<int[]>());
        Assert.Equal([1.0, 2.0, 3.0], numbers.As<double[]>());
        Assert.Equal([1L, null], holes.As<long?[]>());
        Assert.Equal(["a", "b"], new RaySymbolVector("a", "b").As<string[]>());
        Assert.Equal([new DateOnly(2024, 1, 2)], RayConvert.ToRay(new[] { new DateOnly(2024, 1, 2) }).As<DateOnly[]>());
        Assert.Equal([new RayAtom<long>(1), RayAtom<long>.Null], holes.ToArray<RayObject>());
        Assert.Equal(
            "Row 1 of the value is null, and Int64 has no null. Read it as Int64?.",
            Assert.Throws<InvalidOperationException>(() => holes.As<long[]>()).Message);
        Assert.Equal(
            "The value holds I64, which cannot be read as String. Read it as Int64.",
            Assert.Throws<InvalidCastException>(() => numbers.As<string[]>()).Message);
    }

    [Fact]
    public void An_array_is_a_copy()
    {
        var vector = new RayVector<long>(1, 2);

        vector.As<long[]>()[0] = 9;

        Assert.Equal(1, vector[0]);
    }

    [Fact]
    public void What_is_no_vector_has_no_array() => Assert.Equal(
        "The value is an atom of I64, which has no values to read as Int64[]: only a vector or list has.",
        Assert.Throws<InvalidCastException>(() => ((RayObject)3L).ToArray<long>()).Message);

    [Fact]
    public void A_list_is_read_element_by_element()
    {
        var mixed = new RayList(3L, 1.5, "x", RayNull.Instance);
        var numbers = new RayList(3L, new RayAtom<int>(4), RayAtom<long>.Null);

        Assert.Equal(3, mixed[0].As<int>());
        Assert.Equal("x", (string)mixed[2]);
        Assert.Equal(mixed.Span.ToArray(), mixed.ToArray<RayObject>());
        Assert.Equal([3L, 4L, null], numbers.As<long?[]>());
        Assert.Equal([3.0, 1.5], new RayList(3L, 1.5).ToArray<double>());
        Assert.Equal(
            "The element 1 of the value holds F64, which cannot be read as Int64. Read it as Double.",
            Assert.Throws<InvalidCastException>(() => mixed.ToArray<long>()).Message);
        Assert.Equal(
            "Row 2 of the value is null, and Int64 has no null. Read it as Int64?.",
            Assert.Throws<InvalidOperationException>(() => numbers.As<long[]>()).Message);
    }

    [Fact]
    public void Lists_nest()
    {
        var rows = new RayList(new RayVector<long>(1, 2), new RayVector<long>(), new RayList(3L));

        Assert.Equal<long[]>([[1, 2], [], [3]], rows.As<long[][]>());
        Assert.Equal([1L, 2L], rows[0].As<long[]>());
    }

    [Fact]
    public void The_values_of_a_dict_have_types()
    {
        var dict = Dict();

        Assert.Equal(1, dict["a"].As<long>());
        Assert.Equal("x", (string)dict["b"]);
        Assert.Equal([1.5, 2.5], dict["c"].As<double[]>());
        Assert.Equal(7, dict["d"].As<RayDict>()["e"].As<int>());
        Assert.Equal(["a", "b", "c", "d"], dict.ToDictionary<RayObject>().Keys);
    }

    [Fact]
    public void A_dict_is_a_dictionary()
    {
        var counts = (RayDict)new RayfallInterpreter().Load("{a: 1 b: 2}").Value;
        var grouped = new RayDict(
            new RaySymbolVector("a", "b"), new RayList(new RayVector<long>(1, 2), new RayVector<long>(3)));

        Assert.Equal(new Dictionary<string, long> { ["a"] = 1, ["b"] = 2 }, counts.ToDictionary<long>());
        Assert.Equal([1L, 2L], grouped.ToDictionary<long[]>()["a"]);
    }

    [Fact]
    public void A_dict_that_is_no_such_dictionary_names_the_key()
    {
        var numbered = new RayDict(new RayVector<long>(1, 2), new RayVector<long>(3, 4));

        Assert.Equal(
            "The value of the key 'b' holds Symbol, which cannot be read as Int64. Read it as String.",
            Assert.Throws<InvalidCastException>(() => Dict().ToDictionary<long>()).Message);
        Assert.Equal(
            "Key 0 of the dict is I64, which is no text. Read the dict with Pairs.",
            Assert.Throws<InvalidCastException>(() => numbered.ToDictionary<long>()).Message);
        Assert.Equal([3L, 4L], numbered.Pairs().Select(pair => (long)pair.Value));
    }

    [Fact]
    public void Of_a_key_that_a_peer_sends_twice_the_first_one_counts()
    {
        var twice = new RayDict(new RaySymbolVector("a", "a"), new RayVector<long>(1, 2));

        Assert.Equal(1, twice.ToDictionary<long>()["a"]);
        Assert.Equal(1, (long)twice["a"]);
    }

    [Fact]
    public void A_column_that_is_a_list_of_vectors_is_one_of_arrays()
    {
        var table = RayTable.FromColumns(
            ("sym", new[] { "a", "b" }),
            ("best", new RayList(new RayVector<long>(1, 2), new RayVector<long>(3))));

        Assert.Equal([1L, 2L], table.Rows()[0].As<long[]>("best"));
        Assert.Equal<long[]>([[1, 2], [3]], table["best"].As<long[][]>());
    }

    private static RayDict Dict() => (RayDict)RayConvert.ToRay(new Dictionary<string, object?>
    {
        ["a"] = 1,
        ["b"] = "x",
        ["c"] = new[] { 1.5, 2.5 },
        ["d"] = new Dictionary<string, object?> { ["e"] = 7 },
    });
}
