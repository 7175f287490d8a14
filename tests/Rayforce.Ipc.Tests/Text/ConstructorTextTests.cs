using System.Globalization;
using CsCheck;
using Rayforce.Ipc;
using Rayforce.TestSupport;

namespace Rayforce.Text;

/// <summary>
/// Texts that the Python binding (2.1.1, and 2.4.0 of empty strings) printed for these values, and ours where it prints
/// none.
/// </summary>
public sealed class ConstructorTextTests
{
    public static TheoryData<string, RayObject> Printed => new()
    {
        { "I64(3)", 3L },
        { "I64(None)", RayAtom<long>.Null },
        { "I16(-32767)", new RayAtom<short>(-32767) },
        { "U8(255)", new RayAtom<byte>(255) },
        { "B8(True)", true },
        { "F64(1.5)", 1.5 },
        { "F64(nan)", double.NaN },
        { "F64(-inf)", double.NegativeInfinity },
        { "F64(-0.0)", -0.0 },
        { "F64(1e-300)", 1e-300 },
        { "F64(0.0001)", 0.0001 },
        { "F64(1e-05)", 0.00001 },
        { "F64(1000000000000000.0)", 1e15 },
        { "F64(1e+16)", 1e16 },
        { "F64(1.2345678901234568e+17)", 123456789012345680.0 },
        { "F32(3.0000000054977558e+38)", new RayAtom<float>(3e38f) },
        { "Date(datetime.date(2024, 1, 2))", new RayAtom<RayDate>(RayDate.FromDateTime(new DateTime(2024, 1, 2))) },
        { "Time(datetime.time(0, 0))", new RayAtom<RayTime>(new RayTime(0)) },
        { "Time(datetime.time(10, 11, 12, 123000))", new RayAtom<RayTime>(new RayTime(36672123)) },
        {
            "Timestamp(datetime.datetime(2024, 1, 2, 10, 11, 12, 123456, tzinfo=datetime.timezone.utc))",
            new RayAtom<RayTimestamp>(new RayTimestamp(757505472123456789))
        },
        {
            "Timestamp(datetime.datetime(1999, 12, 31, 23, 59, 59, 999999, tzinfo=datetime.timezone.utc))",
            new RayAtom<RayTimestamp>(new RayTimestamp(-1))
        },
        { "GUID(UUID('00000000-0000-0000-0000-000000000000'))", RayAtom<RayGuid>.Null },
        { "C8('a')", new RayAtom<RayChar>(new RayChar((byte)'a')) },
        { "Symbol('abc')", new RaySymbol("abc", quoted: true) },
        { "String('a\\x00b')", "a\0b" },
        { "String(\"it's\")", "it's" },
        { "String('a\\u200bé😀\\xa0\\ue000\\u2028\\x7f\\x85')", "a\u200bé😀\u00a0\ue000\u2028\x7f\x85" },
        { "Vector([I64(1), Null, I64(3)])", new RayVector<long>(1, long.MinValue, 3) },
        { "Vector([F64(1.0), Null])", new RayVector<double>(1, double.NaN) },
        { "Vector([])", new RayVector<bool>() },
        { "Vector([String('a'), Null])", new RayStringVector("a", "") },
        { "List([String('a'), String('')])", new RayList("a", RayString.Null) },
        { "Dict({'a': '', 'b': 'x'})", new RayDict(new RaySymbolVector("a", "b"), new RayStringVector("", "x")) },
        {
            "List([I64(1), Null, List([Symbol('a')])])",
            new RayList(1L, RayNull.Instance, new RayList(new RaySymbol("a")))
        },
        {
            "Dict({'a': 1, 'b': 'two', 'c': [I64(3)], 'd': {1: None}})",
            new RayDict(
                new RaySymbolVector("a", "b", "c", "d"),
                new RayList(
                    1L, "two", new RayVector<long>(3),
                    new RayDict(new RayVector<int>(1), new RayList(RayNull.Instance))))
        },
        {
            "List([Table[Symbol('a'), Symbol('b')]])",
            new RayList(
                new RayTable(new RaySymbolVector("a", "b"), new RayList(new RayVector<long>(), new RayVector<long>())))
        },
        { "Null", RayNull.Instance },
    };

    public static TheoryData<string, RayObject> OfOurOwn => new()
    {
        { "Date(None)", RayAtom<RayDate>.Null },
        { "Date(2921940)", new RayAtom<RayDate>(new RayDate(2921940)) },
        { "Date(-730120)", new RayAtom<RayDate>(new RayDate(-730120)) },
        { "Time(None)", RayAtom<RayTime>.Null },
        { "Time(-1)", new RayAtom<RayTime>(new RayTime(-1)) },
        { "Time(86400000)", new RayAtom<RayTime>(new RayTime(86400000)) },
        { "Timestamp(None)", RayAtom<RayTimestamp>.Null },
        { "Operation('sum')", new RayBuiltin(RayType.Unary, "sum") },
        { "Error('type')", new RayError("type") },
        { "Error('type', 'why')", new RayError("type", "why") },
        { "Fn(args: [Symbol('x')]; body: [I64(1)])", new RayLambda(new RaySymbolVector("x"), new RayList(1L)) },
        { "Timespan(1500)", new RayAtom<RayTimespan>(new RayTimespan(1500)) },
        { "Timespan(None)", RayAtom<RayTimespan>.Null },
        { "Vector([Timespan(-1), Null])", new RayVector<RayTimespan>(new RayTimespan(-1), RayTimespan.Null) },
        {
            "Fn(args: [Symbol('x')]; body: [I64(1)]; captured: {'k': 7})",
            new RayLambda(
                new RaySymbolVector("x"), new RayList(1L), new RayDict(new RaySymbolVector("k"), new RayList(7L)))
        },
        { "Dict.from_items(I64(1), List([]))", OfOlderCore("6300FB00010000000000000000000000000000000000") },
        { "Symbol('a\uFFFD')", new RaySymbol([0x61, 0xFF]) },
    };

    [Fact]
    public void A_table_shows_itself_in_a_box_of_at_most_20_rows()
    {
        var numbers = Enumerable.Range(0, 1000).Select(n => (long)n).ToArray();
        var table = new RayTable(new RaySymbolVector("n"), new RayList(new RayVector<long>(numbers)));
        var lines = table.ToString().Split('\n');
        Assert.Equal(table.ToRayfall(), table.ToString());
        Assert.StartsWith("┌", lines[0], StringComparison.Ordinal);
        Assert.Contains("1000 rows (20 shown)", table.ToString(), StringComparison.Ordinal);
        Assert.InRange(lines.Length, 20, 30);
    }

    [Theory]
    [MemberData(nameof(Printed))]
    public void Values_print_as_in_the_Python_binding(string text, RayObject value) =>
        Assert.Equal(text, value.ToString());

    [Theory]
    [MemberData(nameof(OfOurOwn))]
    public void What_the_Python_binding_cannot_print_has_a_form_of_our_own(string text, RayObject value) =>
        Assert.Equal(text, value.ToString());

    [Fact]
    public void Long_values_are_cut()
    {
        var vector = new RayVector<long>(new long[101]).ToString();
        Assert.EndsWith("I64(0), ..])", vector, StringComparison.Ordinal);
        Assert.Equal(100, vector.Split("I64").Length - 1);
        Assert.DoesNotContain("..", new RayVector<long>(new long[100]).ToString(), StringComparison.Ordinal);

        RayObject nested = 1L;
        for (var depth = 0; depth < 4; depth++)
            nested = new RayList([.. Enumerable.Repeat(nested, 100)]);
        Assert.InRange(nested.ToString().Length, 65_536, 70_000);
    }

    [Fact]
    public void Numbers_print_so_that_they_read_back() =>
        Gen.Double.Where(value => !double.IsNaN(value) && !double.IsInfinity(value)).Sample(value =>
        {
            var text = new RayAtom<double>(value).ToString();
            Assert.Equal(value, double.Parse(text.AsSpan(4, text.Length - 5), CultureInfo.InvariantCulture));
        });

    [Theory]
    [InlineData("frames")]
    [InlineData("random")]
    public void Everything_that_was_captured_prints(string file)
    {
        foreach (var version in new[] { 1, 3 })
        {
            foreach (var line in GoldenFile.Read($"wire{version}/{file}.jsonl"))
            {
                var value = RaySerializer.DeserializeFrame(line.Frame);
                Assert.Matches(value is RayTable ? "^┌" : "^(Null|[A-Z][A-Za-z0-9]*[\\(\\[])", value.ToString());
            }
        }
    }

    private static RayObject OfOlderCore(string payload) => RaySerializer.Deserialize(
        Convert.FromHexString(payload), WireVersion.V3, RayReadOptions.OlderCores);
}
