using Rayforce.Ipc;

namespace Rayforce.Rayfall;

/// <content>Values looked through as a whole.</content>
internal sealed partial class Evaluation
{
    /// <summary>
    /// Looks through a value that a peer sent, or that is about to be compared, printed or answered as a whole. Refused
    /// are tables and dicts whose parts do not pair, which only a peer can make, and what nests deeper than a frame may
    /// or has too many parts: a program can make a list that holds the same list twice, again and again.
    /// </summary>
    public void Inspect(RayObject value) => Inspect(value, depth: 1);

    private void Inspect(RayObject value, int depth)
    {
        if (depth > WireLimits.MaxDepth)
            throw Fault.Limit($"a value nests more than {WireLimits.MaxDepth} deep");
        switch (value)
        {
            case RayError when depth > 1:
                throw Fault.Type("an error inside another value cannot travel");
            case RayList list:
                Inspect(list, depth + 1);
                break;
            case RayTable table:
                RequireColumns(table);
                Inspect(table.Columns, depth + 1);
                break;
            case RayDict dict:
                RequirePairs(dict);
                Inspect(dict.Keys, depth + 1);
                Inspect(dict.Values, depth + 1);
                break;
            case RayLambda lambda:
                Inspect(lambda.Parameters, depth + 1);
                Inspect(lambda.Body, depth + 1);
                break;
        }
    }

    private void Inspect(RayList list, int depth)
    {
        Budget.RequireStack();
        budget.Step(list.Count);
        foreach (var item in list.Span)
            Inspect(item, depth);
    }

    private static void RequireColumns(RayTable table)
    {
        for (var i = 0; i < table.Columns.Count; i++)
        {
            var column = table.Columns[i];
            if (!Vectors.IsCollection(column))
            {
                throw Fault.Type(
                    $"damaged table: column '{table.Names[i]}' must be a vector or list, got {TypeNames.Of(column)}");
            }

            var rows = Vectors.Count(column);
            if (rows != table.RowCount)
            {
                throw Fault.Length(
                    $"damaged table: column '{table.Names[i]}' has {rows} rows, the first has {table.RowCount}");
            }
        }
    }

    private static void RequirePairs(RayDict dict)
    {
        if (!Vectors.IsCollection(dict.Keys) || !Vectors.IsCollection(dict.Values))
        {
            throw Fault.Type(
                "damaged dict: keys and values must be vectors or lists, got " +
                $"{TypeNames.Of(dict.Keys, dict.Values)}");
        }

        var (keys, values) = (Vectors.Count(dict.Keys), Vectors.Count(dict.Values));
        if (keys != values)
            throw Fault.Length($"damaged dict: {keys} keys and {values} values");
    }
}
