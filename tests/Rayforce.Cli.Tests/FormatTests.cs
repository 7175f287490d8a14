using System.Text;
using System.Text.Json;
using Apache.Arrow.Ipc;
using Rayforce.Arrow;
using Rayforce.Cli.Formats;
using Rayforce.Display;
using Rayforce.Ipc;
using Rayforce.Rayfall;

namespace Rayforce.Cli.Tests;

/// <summary>Every format over every kind of value.</summary>
public sealed class FormatTests
{
    /// <summary>Values of every type, nulls among them, as the engine makes them.</summary>
    private static readonly string[] Sources =
    [
        "true", "0x1f", "5h", "5i", "5", "-7", "1.5e", "2.0", "0.1", "1e300", "-1e-7", "123456789.123", "2024.01.02",
        "10:00:00.123", "2024.01.02D09:30:00.000000001", "1D02:00:00.000000003", "-1D00:00:01.000000000",
        "(as 'GUID \"01234567-89ab-cdef-0123-456789abcdef\")", "'abc", "'", "(as 'SYMBOL \"a b\")", "(as 'SYMBOL \"null\")",
        "\"text\"", "\"\"", "\"a\\\"b\\\\c\\n\\t\\r\"", "null",
        "0Nh", "0Ni", "0Nl", "0Ne", "0Nf", "0Nd", "0Nt", "0Np", "0Nn", "0Ng",
        "[]", "(as 'B8 [])", "(as 'U8 [])", "(as 'I16 [])", "(as 'I32 [])", "(as 'F32 [])", "(as 'F64 [])", "(as 'DATE [])",
        "(as 'TIME [])", "(as 'TIMESTAMP [])", "(as 'TIMESPAN [])", "(as 'GUID [])", "(as 'SYMBOL [])", "(as 'STR [])",
        "[true false]", "[0x01 0xff]", "[1h 0Nh]", "[1i 0Ni]", "[1 0Nl 3]", "[1.5e 0Ne]", "[1.0 0Nf 0.1]",
        "[2024.01.02 0Nd]", "[10:00:00.123 0Nt]", "[2024.01.02D09:30:00.000000001 0Np]", "[1D00:00:00.000000000 0Nn]",
        "[0Ng]", "[a ' b]", "(as 'SYMBOL [\"a b\" \"c\" \"\"])", "[\"a\" \"\" \"b\\\"c\"]", "(til 200)",
        "(list)", "(list 1 \"x\" 'y null [1 2] (list 3 \"z\"))", "(dict [a b] [1 2])", "(dict [a b] (list [1 2] \"x\"))",
        "(dict [1 2] [\"x\" \"y\"])", "(group [1 2 1])",
        "(table [sym price] (list [AAPL MSFT] [187.5 0Nf]))", "(table [a] (list []))",
        "(table [a b] (list [1 2] (list [1 2] \"x\")))", "(table (as 'SYMBOL [\"a b\" \"c|d\"]) (list [1] [\"x|\\ny\"]))",
        "(table [k] (list (til 100)))",
    ];

    public static TheoryData<string> Values => [.. Sources];

    public static TheoryData<string, string> Written
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var format in ResultFormats.Names)
            {
                foreach (var source in Sources)
                    data.Add(format, source);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Values))]
    public void Rayfall_evaluates_to_the_value_again(string source)
    {
        var value = Evaluate(source);

        var again = Evaluate(Write("rayfall", value));

        Assert.Equal(value.Type, again.Type);
        Assert.Equal(value, again);
    }

    [Theory]
    [MemberData(nameof(Written))]
    public void Every_value_has_a_text_that_ends_its_line(string format, string source)
    {
        var value = Evaluate(source);
        // Arrow has no type for what is mixed.
        if (format == "arrow" && Tabular.Of(value).Columns.Any(static column =>
                column is RayList list && list.Any(static item => item is not RayString)))
        {
            Assert.Throws<NotSupportedException>(() => WriteBytes(format, value));
            return;
        }

        var written = WriteBytes(format, value);

        if (format != "arrow" && written.Length > 0)
            Assert.Equal((byte)'\n', written[^1]);
        Assert.True(written.Length > 0 || (format == "ndjson" && value is RayTable { RowCount: 0 }), "Nothing is written.");
    }

    [Theory]
    [MemberData(nameof(Values))]
    public void Json_is_what_a_reader_reads(string source)
    {
        var value = Evaluate(source);

        using var whole = JsonDocument.Parse(Write("json", value));
        var lines = Write("ndjson", value).Split('\n', StringSplitOptions.RemoveEmptyEntries);

        if (value is RayTable table)
        {
            Assert.Equal(table.RowCount, whole.RootElement.GetArrayLength());
            Assert.Equal(table.RowCount, lines.Length);
        }
        else
        {
            Assert.Single(lines);
        }

        foreach (var line in lines)
            JsonDocument.Parse(line).Dispose();
    }

    [Theory]
    [InlineData("(table [s n f d p] (list [\"x,y\" \"\" ] [1 0Nl] [2.0 0Nf] [2024.01.02 0Nd] [2024.01.02D09:30:00.000000001 0Np]))",
        "s,n,f,d,p\n\"x,y\",1,2.0,2024-01-02,2024-01-02T09:30:00.000000001\n,,,,\n")]
    [InlineData("[1 2]", "value\n1\n2\n")]
    [InlineData("5", "value\n5\n")]
    [InlineData("(dict [a b] [1 2])", "key,value\na,1\nb,2\n")]
    public void Csv_has_a_header_and_empty_fields_for_nulls(string source, string text) =>
        Assert.Equal(text, Write("csv", Evaluate(source)));

    [Theory]
    [InlineData("(table [s n f d] (list ['x] [0Nl] [2.5] [2024.01.02]))", "[{\"s\":\"x\",\"n\":null,\"f\":2.5,\"d\":\"2024-01-02\"}]\n")]
    [InlineData("(dict [a b] (list [1 2] \"é\"))", "{\"a\":[1,2],\"b\":\"é\"}\n")]
    [InlineData("(list null true 0Nf)", "[null,true,null]\n")]
    [InlineData("(dict [1 2] [x y])", "[{\"key\":1,\"value\":\"x\"},{\"key\":2,\"value\":\"y\"}]\n")]
    public void Json_has_objects_for_rows(string source, string text) =>
        Assert.Equal(text, Write("json", Evaluate(source)));

    [Fact]
    public void Markdown_escapes_what_would_be_a_bar() => Assert.Equal(
        "| a | b |\n| ---: | --- |\n| 1 | x\\|y<br>z |\n",
        Write("markdown", Evaluate("(table [a b] (list [1] [\"x|y\\nz\"]))")));

    [Fact]
    public void Arrow_is_read_back_as_the_table()
    {
        var table = (RayTable)Evaluate("(table [s n f p] (list [a b] [1 0Nl] [1.5 0Nf] [2024.01.02D09:30:00.000000001 0Np]))");

        using var reader = new ArrowStreamReader(new MemoryStream(WriteBytes("arrow", table)));
        using var batch = reader.ReadNextRecordBatch();

        Assert.Equal(table, batch.ToRayTable());
        Assert.Null(reader.ReadNextRecordBatch());
    }

    [Theory]
    [InlineData("日本語", "x")]
    [InlineData("👩‍👩‍👧", "👍🏽")]
    [InlineData("🇩🇪", "é")]
    [InlineData("a\\nb\\tc", "한글")]
    public void Bars_stand_below_each_other_whatever_a_cell_holds(string one, string other)
    {
        var text = Write("table", Evaluate($"(table [text n] (list [\"{one}\" \"{other}\"] [1 22]))"));

        var lines = text.Split('\n', StringSplitOptions.RemoveEmptyEntries)[..^1];
        Assert.Single(lines.Select(line => DisplayWidth.Of(line)).Distinct());
    }

    [Theory]
    [InlineData("abc", 3)]
    [InlineData("é", 1)]
    [InlineData("日本語", 6)]
    [InlineData("👍🏽", 2)]
    [InlineData("👩‍👩‍👧", 2)]
    [InlineData("🇩🇪", 2)]
    [InlineData("❤️", 2)]
    [InlineData("한글", 4)]
    [InlineData("…", 1)]
    public void A_text_is_as_wide_as_a_terminal_shows_it(string text, int width) =>
        Assert.Equal(width, DisplayWidth.Of(text));

    [Fact]
    public void A_table_is_shown_whole_with_what_a_terminal_would_obey_escaped()
    {
        var text = Write("table", new RayTable(
            new RaySymbolVector("k", "t"),
            new RayList(
                RayVector<long>.Wrap(Enumerable.Range(0, 30).Select(static i => (long)i).ToArray()),
                new RayStringVector([.. Enumerable.Repeat("\u001b[2Jx\u202e", 30)]))));

        Assert.Equal(30, text.Split('\n').Count(static line => line.Contains("\\x1b[2Jx\\u202e", StringComparison.Ordinal)));
        Assert.DoesNotContain('\u001b', text);
        Assert.EndsWith("30 rows\n", text, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Values))]
    public void The_first_rows_of_a_value_are_like_the_value(string source)
    {
        var value = Evaluate(source);

        Assert.Equal(value, FirstRows.Of(value, int.MaxValue));
        Assert.Equal(value.Type, FirstRows.Of(value, 1).Type);
        if (value is RayTable table)
            Assert.Equal(Math.Min(1, table.RowCount), ((RayTable)FirstRows.Of(value, 1)).RowCount);
        if (value is RayVector { Count: > 0 } vector)
            Assert.Equal(vector.GetAtom(0), ((RayVector)FirstRows.Of(value, 1)).GetAtom(0));
    }

    private static RayObject Evaluate(string source)
    {
        var value = new RayfallInterpreter().Load(source).Value;
        Assert.False(value is RayError, $"{source}: {value}");
        return value;
    }

    private static string Write(string format, RayObject value) => Encoding.UTF8.GetString(WriteBytes(format, value));

    private static byte[] WriteBytes(string format, RayObject value)
    {
        using var output = new MemoryStream();
        ResultFormats.Create(format, WireVersion.V3, MessageType.Response).Write(value, output);
        return output.ToArray();
    }
}
