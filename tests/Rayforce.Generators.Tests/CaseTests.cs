using System.Reflection;
using System.Text.RegularExpressions;
using Rayforce.Ipc;

namespace Rayforce.Generators;

/// <summary>
/// Each file in <c>Cases</c> is a source. Its marks say what comes of it: <c>//! RAY006</c> what is reported in that
/// line, <c>//= sym px</c> the columns of the record in that line. Each array of the class <c>Samples</c> becomes a
/// table, travels, and comes back.
/// </summary>
public partial class CaseTests
{
    public static TheoryData<string> Cases => [.. Directory
        .GetFiles(Path.Combine(AppContext.BaseDirectory, "Cases"))
        .Select(static path => Path.GetFileName(path))];

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_record_maps_or_is_refused_at_its_place(string file)
    {
        var lines = File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "Cases", file));
        var compiled = new Compiled(string.Join('\n', lines));

        Assert.Equal(
            lines.SelectMany(static (line, index) => Reports().Matches(line).Select(match => (index + 1, match.Value))),
            compiled.Reports
                .Select(static report => (report.Location.GetLineSpan().StartLinePosition.Line + 1, report.Id))
                .Order());
        Assert.Empty(compiled.Complaints);
        var samples = compiled.Load().GetTypes().SingleOrDefault(static type => type.Name == "Samples");
        var tables = samples?.GetProperties().Select(RoundTrip) ?? [];
        Assert.Equal(
            lines.SelectMany(static line => Columns().Matches(line).Select(match => match.Groups[1].Value)),
            tables.Select(static table => string.Join(' ', table.Names.ToArray())));
    }

    private static RayTable RoundTrip(PropertyInfo sample)
    {
        var records = sample.GetValue(null)!;
        return (RayTable)typeof(CaseTests)
            .GetMethod(nameof(RoundTripAs), BindingFlags.NonPublic | BindingFlags.Static)!
            .MakeGenericMethod(records.GetType().GetElementType()!)
            .Invoke(null, [records])!;
    }

    private static RayTable RoundTripAs<T>(T[] records)
        where T : IRayRecord<T>
    {
        var table = RayTable.FromRecords(records);
        Assert.NotEmpty(records);
        var sent = (RayTable)RaySerializer.DeserializeFrame(RaySerializer.SerializeFrame(table));
        Assert.Equivalent(records, table.Rows<T>().ToArray(), strict: true);
        Assert.Equivalent(records, sent.Rows<T>().ToArray(), strict: true);
        return table;
    }

    [GeneratedRegex(@"(?<=//!.*)RAY\d{3}")]
    private static partial Regex Reports();

    [GeneratedRegex(@"//= (.+?)(?: //|$)")]
    private static partial Regex Columns();
}
