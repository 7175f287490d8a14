using System.Globalization;
using System.Text;

namespace Rayforce.FixtureGen;

/// <summary>
/// JSON to the byte as Python's <c>json.dumps</c> writes it with <c>ensure_ascii=False</c>: the fixtures were first
/// written so, and a fixture that has not changed should not show as changed.
/// </summary>
internal static class PythonJson
{
    /// <summary>Writes an object.</summary>
    /// <param name="fields">Its fields: texts, whole numbers, nulls, and rows.</param>
    public static string Write(IEnumerable<(string Name, object? Value)> fields)
    {
        var text = new StringBuilder("{");
        foreach (var (name, value) in fields)
        {
            if (text.Length > 1)
                text.Append(", ");
            Append(text, name);
            text.Append(": ");
            Append(text, value);
        }

        return text.Append('}').ToString();
    }

    private static void Append(StringBuilder text, object? value)
    {
        switch (value)
        {
            case null: text.Append("null"); break;
            case FixtureRow row: text.Append(row.ToJson()); break;
            case string characters: Append(text, characters); break;
            default: text.Append(Convert.ToString(value, CultureInfo.InvariantCulture)); break;
        }
    }

    private static void Append(StringBuilder text, string characters)
    {
        text.Append('"');
        foreach (var character in characters)
        {
            _ = character switch
            {
                '"' => text.Append("\\\""),
                '\\' => text.Append("\\\\"),
                '\n' => text.Append("\\n"),
                '\r' => text.Append("\\r"),
                '\t' => text.Append("\\t"),
                '\b' => text.Append("\\b"),
                '\f' => text.Append("\\f"),
                < ' ' => text.Append(CultureInfo.InvariantCulture, $"\\u{(int)character:x4}"),
                _ => text.Append(character),
            };
        }

        text.Append('"');
    }
}
