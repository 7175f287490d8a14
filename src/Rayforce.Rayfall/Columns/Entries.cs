using System.Text;

namespace Rayforce.Rayfall;

/// <summary>Entries of dicts and columns of tables, by name.</summary>
internal static class Entries
{
    /// <summary>The column of a name, or nothing.</summary>
    public static RayObject? Find(this RayTable table, ReadOnlySpan<byte> name)
    {
        var index = table.IndexOf(name);
        return index < 0 ? null : table.Columns[index];
    }

    public static int IndexOf(this RayTable table, ReadOnlySpan<byte> name)
    {
        for (var i = 0; i < table.Names.Count; i++)
        {
            if (table.Names.GetUtf8(i).SequenceEqual(name))
                return i;
        }

        return -1;
    }

    /// <summary>The value of a symbol key, or nothing.</summary>
    public static RayObject? Find(this RayDict dict, ReadOnlySpan<byte> key)
    {
        for (var i = 0; i < Vectors.Count(dict.Keys); i++)
        {
            if (dict.Keys is RaySymbolVector keys ? keys.GetUtf8(i).SequenceEqual(key)
                : dict.Keys is RayList list && list[i] is RaySymbol symbol && symbol.Utf8.SequenceEqual(key))
                return Vectors.At(dict.Values, i);
        }

        return null;
    }

    /// <summary>The entry of a dict or the column of a table, or nothing.</summary>
    public static RayObject? Find(RayObject holder, string name) => holder switch
    {
        RayDict dict => dict.Find(Encoding.UTF8.GetBytes(name)),
        RayTable table => table.Find(Encoding.UTF8.GetBytes(name)),
        _ => null,
    };

    /// <summary>The entries of both; those of the second take the place of those of the first.</summary>
    public static RayDict Merge(Evaluation evaluation, RayDict first, RayDict second)
    {
        var keys = Concatenation.Items(first.Keys).ToList();
        var values = Concatenation.Items(first.Values).ToList();
        var known = new Members(evaluation, first.Keys);
        for (var i = 0; i < Vectors.Count(second.Keys); i++)
        {
            var key = Vectors.At(second.Keys, i);
            if (known.IndexOf(key) is RayAtom<long> { IsNull: false } index)
            {
                values[(int)index.Value] = Vectors.At(second.Values, i);
            }
            else
            {
                keys.Add(key);
                values.Add(Vectors.At(second.Values, i));
            }
        }

        return new RayDict(Vectors.Collapse([.. keys]), RayList.Wrap([.. values]));
    }

    /// <summary>
    /// The holder with the entry that a path of names leads to set; dicts that are missing on the way are made.
    /// </summary>
    public static RayObject With(RayObject? holder, ReadOnlySpan<string> path, RayObject value)
    {
        if (path.IsEmpty)
            return value;
        if (holder is not (null or RayDict))
            throw Fault.Type($"set: expected a dict, got {TypeNames.Of(holder)}");
        var dict = holder as RayDict;
        var keys = new List<RayObject>();
        var values = new List<RayObject>();
        for (var i = 0; dict is not null && i < Vectors.Count(dict.Keys); i++)
        {
            keys.Add(Vectors.At(dict.Keys, i));
            values.Add(Vectors.At(dict.Values, i));
        }

        var key = new RaySymbol(path[0]);
        var at = keys.FindIndex(known => known is RaySymbol symbol && symbol.Utf8.SequenceEqual(key.Utf8));
        var inner = With(at < 0 ? null : values[at], path[1..], value);
        if (at < 0)
        {
            keys.Add(key);
            values.Add(inner);
        }
        else
        {
            values[at] = inner;
        }

        return new RayDict(Vectors.Collapse([.. keys]), RayList.Wrap([.. values]));
    }
}
