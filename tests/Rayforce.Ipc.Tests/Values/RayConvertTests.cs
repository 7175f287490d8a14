namespace Rayforce.Values;

/// <summary>What would change unseen on the way from .NET is refused.</summary>
public sealed class RayConvertTests
{
    private const string NoNumber =
        "-9223372036854775808 is the null of I64, and no number there. For the null give RayAtom<Int64>.Null, " +
        "or a null reference among nullables.";

    // Half a surrogate pair, which no UTF-8 can hold.
    private const string Half = "a\uD800b";

    [Fact]
    public void A_number_that_is_the_null_of_its_type_is_refused()
    {
        Assert.Equal(NoNumber, Assert.Throws<OverflowException>(() => (RayObject)long.MinValue).Message);
        Assert.Equal(NoNumber, Assert.Throws<OverflowException>(() => RayConvert.ToRay(long.MinValue)).Message);
        Assert.Contains(
            "RayAtom<Int16>.Null",
            Assert.Throws<OverflowException>(() => RayConvert.ToRay(short.MinValue)).Message,
            StringComparison.Ordinal);

        Assert.Equal(new RayAtom<long>(int.MinValue), RayConvert.ToRay(int.MinValue));
        Assert.Equal(new RayVector<long>(int.MinValue), RayConvert.ToRay(new[] { int.MinValue }));
        Assert.Equal(new RayAtom<long>(long.MinValue + 1), RayConvert.ToRay(long.MinValue + 1));
    }

    [Fact]
    public void A_null_that_is_meant_stays_one()
    {
        Assert.True(new RayAtom<long>(long.MinValue).IsNull);
        Assert.Equal(RayAtom<double>.Null, RayConvert.ToRay(double.NaN));
        Assert.Equal(RayAtom<float>.Null, RayConvert.ToRay(float.NaN));
        Assert.Equal(RayAtom<double>.Null, (RayObject)double.NaN);
        Assert.Equal(RayAtom<RayGuid>.Null, RayConvert.ToRay(Guid.Empty));
        Assert.Equal(RayAtom<RayDate>.Null, RayConvert.ToRay(RayDate.Null));
        Assert.Equal(RayAtom<RayTime>.Null, RayConvert.ToRay(RayTime.Null));
        Assert.Equal(RayAtom<RayTimestamp>.Null, RayConvert.ToRay(RayTimestamp.Null));
        Assert.Equal(new RayVector<long>(1, long.MinValue), RayConvert.ToRay(new long?[] { 1, null }));
        Assert.Equal(new RayVector<short>(short.MinValue), RayConvert.ToRay(new List<short?> { null }));
    }

    public static TheoryData<object> SequencesWithTheNull => new()
    {
        new[] { 1, 2, long.MinValue },
        new List<long> { 1, 2, long.MinValue },
        new long?[] { 1, null, long.MinValue },
        new short[] { 1, 2, short.MinValue },
        new List<short?> { 1, null, short.MinValue },
        Enumerable.Range(0, 3).Select(static row => row == 2 ? long.MinValue : row),
    };

    [Theory]
    [MemberData(nameof(SequencesWithTheNull))]
    public void In_a_sequence_the_message_names_the_row(object sequence) => Assert.StartsWith(
        "Row 2: -", Assert.Throws<OverflowException>(() => RayConvert.ToRay(sequence)).Message,
        StringComparison.Ordinal);

    public static TheoryData<string, Func<object>> TextsThatHoldHalfAPair => new()
    {
        { "string", static () => new RayString(Half) },
        { "implicit", static () => (RayObject)Half },
        { "symbol", static () => new RaySymbol(Half) },
        { "builtin", static () => new RayBuiltin(RayType.Unary, Half) },
        { "symbols", static () => new RaySymbolVector("ok", Half) },
        { "strings", static () => new RayStringVector("ok", Half) },
        { "value", static () => RayConvert.ToRay(Half) },
        { "sequence", static () => RayConvert.ToRay(new List<string> { "ok", Half }) },
        { "key", static () => RayConvert.ToRay(new Dictionary<string, object?> { [Half] = 1 }) },
    };

    [Theory]
    [MemberData(nameof(TextsThatHoldHalfAPair))]
    public void A_text_that_UTF8_cannot_hold_is_refused(string kind, Func<object> make) => Assert.Contains(
        kind is "symbols" or "strings" or "sequence"
            ? "Text 1 has half a surrogate pair at character 1, which UTF-8 cannot hold."
            : "has half a surrogate pair at character 1, which UTF-8 cannot hold.",
        Assert.Throws<ArgumentException>(make).Message,
        StringComparison.Ordinal);

    [Fact]
    public void A_column_with_such_a_text_is_named() => Assert.StartsWith(
        "Column 'sym' cannot be made: Text 1 has half a surrogate pair",
        Assert.Throws<ArgumentException>(
            () => RayTable.FromColumns(("id", new[] { 1, 2 }), ("sym", new[] { "ok", Half }))).Message,
        StringComparison.Ordinal);

    [Fact]
    public void What_contains_itself_is_refused()
    {
        var list = new List<object?> { 1 };
        list.Add(list);
        var dictionary = new Dictionary<string, object?>();
        dictionary["self"] = new object[] { dictionary };

        Assert.Contains(
            "nested more than 512 deep. Does it contain itself?",
            Assert.Throws<ArgumentException>(() => RayConvert.ToRay(list)).Message,
            StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => RayConvert.ToRay(dictionary));
    }

    [Fact]
    public void Sequences_nest_512_deep_and_no_deeper()
    {
        Assert.Equal(RayObject.MaxDepth, DepthOf(RayConvert.ToRay(Nest(RayObject.MaxDepth))));
        Assert.Throws<ArgumentException>(() => RayConvert.ToRay(Nest(RayObject.MaxDepth + 1)));
        Assert.Throws<ArgumentException>(() => RayConvert.ToRay(Nest(20_000)));
    }

    [Fact]
    public void Texts_of_more_than_2_GiB_are_refused_before_memory_is_taken()
    {
        var text = new string('a', 1_000_000);
        var texts = Enumerable.Repeat(text, 2_200).ToArray();

        Assert.Throws<OverflowException>(() => new RaySymbolVector(texts));
        Assert.Throws<OverflowException>(() => new RayStringVector(texts));
        Assert.Throws<OverflowException>(() => RayConvert.ToRay(texts));
    }

    private static object Nest(int depth)
    {
        object value = 1;
        for (var i = 1; i < depth; i++)
            value = new List<object?> { value };
        return value;
    }

    private static int DepthOf(RayObject value)
    {
        var depth = 1;
        for (; value is RayList list; value = list[0])
            depth++;
        return depth;
    }
}
