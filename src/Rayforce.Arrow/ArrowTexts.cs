using Apache.Arrow;

namespace Rayforce.Arrow;

/// <summary>Texts of any Arrow layout, and dictionaries of them.</summary>
internal static class ArrowTexts
{
    /// <summary>The texts of an array, a null being an empty one; a null reference where it has other values.</summary>
    public static string[]? Read(IArrowArray array) => array switch
    {
        StringArray values => Read(values.Length, index => values.GetString(index)),
        LargeStringArray values => Read(values.Length, index => values.GetString(index)),
        StringViewArray values => Read(values.Length, index => values.GetString(index)),
        _ => null,
    };

    public static RayTextVector ToVector(Field field, string[] texts) =>
        field.Metadata is { } metadata && metadata.TryGetValue(ArrowTables.TypeKey, out var type)
            && type == ArrowTables.SymbolType
            ? new RaySymbolVector(texts)
            : new RayStringVector(texts);

    /// <summary>Texts by number are what symbols are.</summary>
    public static RaySymbolVector ToSymbols(Field field, DictionaryArray array, string[] names)
    {
        var symbols = new string[array.Length];
        for (var row = 0; row < symbols.Length; row++)
            symbols[row] = array.IsNull(row) ? string.Empty : names[IndexAt(field, array.Indices, row, names.Length)];
        return new RaySymbolVector(symbols);
    }

    private static string[] Read(int count, Func<int, string?> get)
    {
        var texts = new string[count];
        for (var i = 0; i < count; i++)
            texts[i] = get(i) ?? string.Empty;
        return texts;
    }

    private static int IndexAt(Field field, IArrowArray indices, int row, int count)
    {
        var index = indices switch
        {
            Int8Array values => values.Values[row],
            UInt8Array values => values.Values[row],
            Int16Array values => values.Values[row],
            UInt16Array values => values.Values[row],
            Int32Array values => values.Values[row],
            UInt32Array values => values.Values[row],
            Int64Array values => values.Values[row],
            // Beyond 63 bits it is beyond the dictionary too.
            UInt64Array values => (long)Math.Min(values.Values[row], long.MaxValue),
            _ => throw new NotSupportedException(
                $"The column '{field.Name}' is a dictionary with indices of {indices.Data.DataType.Name}. " +
                "Cast them to int32."),
        };
        return index >= 0 && index < count
            ? (int)index
            : throw new ArgumentException(
                $"Row {row} of the column '{field.Name}' is entry {index} of a dictionary of {count}.");
    }
}
