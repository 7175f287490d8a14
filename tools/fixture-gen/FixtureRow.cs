using System.Text.Json;

namespace Rayforce.FixtureGen;

/// <summary>One line of a fixture: named fields in the order in which they are written.</summary>
/// <param name="Fields">Texts, numbers, nulls, and rows of their own.</param>
internal sealed record FixtureRow(IReadOnlyList<(string Name, object? Value)> Fields)
{
    /// <summary>
    /// The fields that a capture does not give: what is said of a row beside it, such as what another core made of it.
    /// </summary>
    /// <param name="captured">The fields that it gives.</param>
    public IEnumerable<(string Name, object? Value)> Except(params IEnumerable<string> captured) =>
        Fields.Where(field => !captured.Contains(field.Name));

    /// <summary>Reads a line.</summary>
    /// <exception cref="FormatException">It is no JSON object of texts, whole numbers and nulls.</exception>
    public static FixtureRow Parse(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return ReadRow(document.RootElement);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            throw new FormatException($"A line is no JSON object of texts and numbers: {json}", exception);
        }
    }

    /// <summary>A text field, or nothing where there is none.</summary>
    public string? GetText(string name) => Fields.FirstOrDefault(field => field.Name == name).Value as string;

    /// <summary>A text field.</summary>
    /// <exception cref="FormatException">There is none.</exception>
    public string GetRequiredText(string name) =>
        GetText(name) ?? throw new FormatException($"A fixture's line has no text '{name}': {ToJson()}");

    /// <summary>The bytes that a field holds in hexadecimal.</summary>
    /// <exception cref="FormatException">There is no such field, or it is not hexadecimal.</exception>
    public byte[] GetBytes(string name) => Convert.FromHexString(GetRequiredText(name));

    /// <summary>The line as Python's <c>json.dumps(row, ensure_ascii=False)</c> writes it.</summary>
    public string ToJson() => PythonJson.Write(Fields);

    private static FixtureRow ReadRow(JsonElement row) =>
        new([.. row.EnumerateObject().Select(field => (field.Name, Read(field.Value)))]);

    private static object? Read(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Number => value.GetInt64(),
        JsonValueKind.Null => null,
        JsonValueKind.Object => ReadRow(value),
        _ => throw new JsonException($"{value.ValueKind} is neither text, nor number, nor null, nor an object of them."),
    };
}
