using System.Globalization;
using System.Text.Json;

namespace Rayforce.Benchmarks;

/// <summary>A list of questions beside this project (<c>bench/questions</c>), which the timing scripts ask, too.</summary>
/// <param name="Name">Of the file.</param>
/// <param name="Setup">Sources that make the tables.</param>
/// <param name="Questions">Sources by name.</param>
internal sealed record QuestionList(string Name, IReadOnlyList<string> Setup, IReadOnlyDictionary<string, string> Questions)
{
    /// <summary>Reads a list.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="rows">How many rows its tables are made with.</param>
    public static QuestionList Read(string name, int rows)
    {
        using var file = File.OpenRead(Path.Combine(AppContext.BaseDirectory, "questions", name + ".json"));
        using var document = JsonDocument.Parse(file);
        var setup = document.RootElement.TryGetProperty("setup", out var sources)
            ? sources.EnumerateArray().Select(source => Fill(source.GetString()!, rows)).ToList()
            : [];
        return new(name, setup, document.RootElement.GetProperty("questions").EnumerateArray().ToDictionary(
            question => question.GetProperty("name").GetString()!,
            question => question.GetProperty("rayfall").GetString()!));
    }

    /// <summary>A source with the numbers that follow from that of the rows, as <c>lists.py</c> fills them in.</summary>
    private static string Fill(string source, int rows)
    {
        ReadOnlySpan<(string Name, int Value)> numbers =
            [("$N", rows), ("$T", rows / 10), ("$M", rows / 2 + 1), ("$H", Math.Max(rows / 100, 100))];
        foreach (var (name, value) in numbers)
            source = source.Replace(name, value.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);
        return source;
    }
}
