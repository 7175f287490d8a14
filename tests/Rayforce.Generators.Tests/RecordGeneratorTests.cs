using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Rayforce.Generators;

public partial class RecordGeneratorTests
{
    private const string Older = """
        using System;
        using System.Collections.Generic;
        using Rayforce;
        namespace Old
        {
            [RayRecord]
            public partial class Quote
            {
                public string Sym { get; set; }
                public double? Price { get; set; }
                public double[] Sizes { get; set; }
                public List<string> Venues { get; set; }
                public DateTime At { get; set; }
            }
        }
        """;

    [Theory]
    [InlineData(LanguageVersion.CSharp7_3)]
    [InlineData(LanguageVersion.CSharp8)]
    [InlineData(LanguageVersion.CSharp10)]
    [InlineData(LanguageVersion.Latest)]
    public void The_mapping_compiles_in_older_languages_and_against_the_older_library(LanguageVersion version)
    {
        var older = new Compiled(Older, version, isOlderLibrary: true);

        Assert.Empty(older.Reports);
        older.Load();
        new Compiled(Older, version).Load();
    }

    [Fact]
    public void The_older_library_has_no_calendar()
    {
        const string Source = """
            [Rayforce.RayRecord] public partial record Day(System.DateOnly On, System.TimeOnly? At);
            """;

        Assert.Empty(new Compiled(Source).Reports);
        Assert.Equal(
            ["RAY006", "RAY006"],
            new Compiled(Source, isOlderLibrary: true).Reports.Select(static report => report.Id));
    }

    [Theory]
    [InlineData(
        "public record Trade(long A);",
        "'Trade' has to be partial: the mapping of the record 'Trade' is added to it")]
    [InlineData(
        "public partial record Trade(decimal A);",
        "'A' is of type 'decimal', which no column holds: take double, or a long that is scaled")]
    [InlineData(
        "public partial record Trade(long A, long a);",
        "'a' and 'A' both stand for the column 'a': give one of them another with [RayColumn]")]
    [InlineData(
        "public partial class Trade(string sym) { public string Shown => sym; }",
        "The parameter 'sym' cannot be written: there is no property Sym; add it, or take the parameter away")]
    [InlineData(
        "public partial record Trade(long A) { public required long B; }",
        "'Trade' cannot be made from a row: its field 'B' is required; make it a property")]
    [InlineData(
        "public partial record Trade(long A) { public long B { get; } = 1; }",
        "'B' is no column, so its value is lost: it cannot be set; give it a set or init, or compute it")]
    [InlineData(
        "public partial class Trade : System.Exception { public long A { get; set; } }",
        "'Trade.Message' is no column: it is computed")]
    public void A_message_says_what_to_do(string source, string message) =>
        Assert.Contains(message, new Compiled("[Rayforce.RayRecord] " + source).Reports
            .Select(static report => report.GetMessage(formatProvider: null)));

    [Fact]
    public void An_edit_elsewhere_writes_nothing_again()
    {
        var options = CSharpParseOptions.Default;
        var record = CSharpSyntaxTree.ParseText(
            "[Rayforce.RayRecord] public partial record Trade(string Sym) { public long More { get; } }", options);
        var before = CSharpCompilation.Create("Edited", [record], Compiled.References);
        var after = before.AddSyntaxTrees(CSharpSyntaxTree.ParseText("public class Other;", options));

        var result = CSharpGeneratorDriver
            .Create(
                [new RecordGenerator().AsSourceGenerator()],
                driverOptions: new GeneratorDriverOptions(default, trackIncrementalGeneratorSteps: true))
            .RunGenerators(before)
            .RunGenerators(after)
            .GetRunResult();

        var reasons = result.Results[0].TrackedOutputSteps.SelectMany(static step => step.Value)
            .SelectMany(static step => step.Outputs)
            .Select(static output => output.Reason)
            .ToList();
        Assert.NotEmpty(reasons);
        Assert.All(reasons, static reason => Assert.Equal(IncrementalStepRunReason.Cached, reason));
    }

    [Fact]
    public void Each_diagnostic_has_a_case_and_is_explained()
    {
        var page = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "records.md"));
        var cases = string.Concat(
            Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "Cases")).Select(File.ReadAllText));
        var all = Enumerable.Range(1, 12).Select(static number => $"RAY{number:000}");

        Assert.Equal(all, Ids(page));
        Assert.Equal(all, Ids(cases));
    }

    private static IEnumerable<string> Ids(string text) =>
        Id().Matches(text).Select(static match => match.Value).Distinct().Order();

    [GeneratedRegex(@"RAY\d{3}")]
    private static partial Regex Id();
}
