using System.Text.Json;

namespace Rayforce.Cli.Formats;

/// <summary>Values as JSON: a table is an array of its rows, a dict of names an object, a null is null.</summary>
internal static class JsonValue
{
    /// <summary>How a writer writes.</summary>
    public static JsonWriterOptions Options { get; } = new()
    {
        // What is no HTML need not be safe inside of it; texts stay readable.
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        // A level of ours may take two of JSON's: rows are objects in an array.
        MaxDepth = 2 * RayObject.MaxDepth + 2,
    };

    /// <summary>Writes a value.</summary>
    public static void Write(Utf8JsonWriter json, RayObject value)
    {
        switch (value)
        {
            case RayTable table:
                json.WriteStartArray();
                for (var row = 0; row < table.RowCount; row++)
                    WriteRow(json, table, row);
                json.WriteEndArray();
                break;
            case RayDict dict:
                WriteDict(json, dict);
                break;
            case RayVector vector:
                json.WriteStartArray();
                for (var i = 0; i < vector.Count; i++)
                    WriteElement(json, vector, i);
                json.WriteEndArray();
                break;
            case RayList list:
                json.WriteStartArray();
                foreach (var item in list)
                    Write(json, item);
                json.WriteEndArray();
                break;
            case RayString text:
                json.WriteStringValue(text.Value);
                break;
            case RaySymbol name:
                json.WriteStringValue(name.Name);
                break;
            case RayAtom atom:
                WriteElement(json, atom.ToVector(), 0);
                break;
            case RayNull:
                json.WriteNullValue();
                break;
            default:
                json.WriteStringValue(value.ToRayfall());
                break;
        }
    }

    /// <summary>Writes a row of a table as an object.</summary>
    public static void WriteRow(Utf8JsonWriter json, RayTable table, int row)
    {
        json.WriteStartObject();
        for (var i = 0; i < table.ColumnCount; i++)
        {
            json.WritePropertyName(table.Names[i]);
            switch (table.Columns[i])
            {
                case RayVector vector:
                    WriteElement(json, vector, row);
                    break;
                case RayList list:
                    Write(json, list[row]);
                    break;
                case var other:
                    Write(json, other);
                    break;
            }
        }

        json.WriteEndObject();
    }

    private static void WriteDict(Utf8JsonWriter json, RayDict dict)
    {
        if (dict.Keys is RayTextVector)
        {
            json.WriteStartObject();
            foreach (var (key, value) in dict.Pairs())
            {
                json.WritePropertyName(key is RaySymbol name ? name.Name : ((RayString)key).Value);
                Write(json, value);
            }

            json.WriteEndObject();
            return;
        }

        Write(json, Tabular.Of(dict));
    }

    private static void WriteElement(Utf8JsonWriter json, RayVector vector, int index)
    {
        var text = Cells.Of(vector)(index);
        switch (vector)
        {
            case RayVector<bool> values:
                json.WriteBooleanValue(values[index]);
                break;
            case RayTextVector texts:
                json.WriteStringValue(texts.GetUtf8(index));
                break;
            case var _ when text is null:
                json.WriteNullValue();
                break;
            case RayVector<byte> or RayVector<short> or RayVector<int> or RayVector<long>:
                json.WriteRawValue(text);
                break;
            // JSON has no infinity.
            case RayVector<float> values when float.IsFinite(values[index]):
                json.WriteNumberValue(values[index]);
                break;
            case RayVector<double> values when double.IsFinite(values[index]):
                json.WriteNumberValue(values[index]);
                break;
            default:
                json.WriteStringValue(text);
                break;
        }
    }
}
