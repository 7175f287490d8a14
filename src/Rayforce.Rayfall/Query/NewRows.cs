namespace Rayforce.Rayfall;

/// <summary>
/// Rows to add to a table, as a program gives them: values or columns in order, a dict of them, or a table.
/// </summary>
internal static class NewRows
{
    /// <summary>The columns to append, one for each of the table's and of its types.</summary>
    /// <param name="evaluation">The request.</param>
    /// <param name="table">The table to add to.</param>
    /// <param name="source">The rows.</param>
    /// <param name="verb">The builtin, for messages.</param>
    /// <param name="whole">Whether a value is needed for each column; otherwise the missing ones are null.</param>
    public static RayObject[] Read(Evaluation evaluation, RayTable table, RayObject source, string verb, bool whole)
    {
        var values = source switch
        {
            RayTable rows => Named(table, rows.Names, rows.Columns, whole),
            RayDict { Keys: RayTextVector names } row => Named(table, names, row.Values, whole),
            RayList or RayVector when Vectors.Count(source) == table.Columns.Count => Concatenation.Items(source),
            RayList or RayVector => throw Fault.Domain(
                $"{verb}: row has {Vectors.Count(source)} values, target has {table.Columns.Count} columns"),
            _ => throw Fault.Type($"{verb}: row must be a list, table or dict, got {TypeNames.Of(source)}"),
        };

        // The first value that is a column says how many rows there are.
        var count = values.OfType<RayObject>().Where(Vectors.IsCollection).Select(Vectors.Count).Append(1).First();
        var columns = new RayObject[values.Length];
        for (var i = 0; i < columns.Length; i++)
        {
            evaluation.Budget.Charge((long)Vectors.Count(table.Columns[i]) + count, table.Columns[i].Type);
            var value = values[i] ?? Atoms.Null(table.Columns[i].Type);
            if (Vectors.IsCollection(value) && Vectors.Count(value) != count)
                throw Fault.Length($"{verb}: columns of {count} and {Vectors.Count(value)} rows");
            columns[i] = Convert(evaluation, table.Columns[i], value, count, verb);
        }

        return columns;
    }

    private static RayObject?[] Named(RayTable table, RayTextVector names, RayObject values, bool whole)
    {
        var found = new RayObject?[table.Columns.Count];
        for (var i = 0; i < names.Count; i++)
        {
            var index = table.IndexOf(names.GetUtf8(i));
            if (index < 0 || i >= Vectors.Count(values))
                throw new RayfallException("value", $"the table has no column '{names[i]}'");
            found[index] = Vectors.At(values, i);
        }

        var missing = whole ? Array.IndexOf(found, null) : -1;
        return missing < 0
            ? found
            : throw new RayfallException("value", $"a value for column '{table.Names[missing]}' is missing");
    }

    /// <summary>
    /// A value as a column of the type of another: whole numbers fit each other, and any number a column of decimals.
    /// </summary>
    private static RayObject Convert(Evaluation evaluation, RayObject column, RayObject value, int count, string verb)
    {
        if (column is not RayVector)
            return Vectors.IsCollection(value)
                ? RayList.Wrap(Concatenation.Items(value))
                : Queries.Repeat(evaluation, value, count);
        var items = new RayObject[count];
        for (var i = 0; i < count; i++)
        {
            items[i] = Vectors.At(value, i);
            if (!Fits(items[i], column.Type))
            {
                var type = TypeNames.OfAtom(column.Type);
                var wanted = Atoms.IsInteger(column.Type) ? "an integer" : $"a {type}";
                throw Fault.Type($"{verb}: {type} column requires {wanted} value, got {TypeNames.Of(items[i])}");
            }
        }

        return Vectors.FromAtoms(column.Type, items);
    }

    private static bool Fits(RayObject value, RayType type) =>
        value.IsAtom && (value.Type == type
            || (value is RayAtom && Atoms.IsInteger(type) && Atoms.IsInteger(value.Type))
            || (value is RayAtom && Atoms.IsDecimal(type) && Atoms.IsNumeric(value.Type)));
}
