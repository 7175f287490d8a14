using System.Globalization;
using System.Text;
using Rayforce.Ipc;

namespace Rayforce.Queries;

/// <summary>
/// The text whose evaluation gives what the evaluation of an object gives. It says every element of a vector, unlike
/// the text that native prints.
/// </summary>
internal static partial class QuerySource
{
    public static string Of(RayObject request, WireVersion version)
    {
        // A String that is a request is a text already.
        if (request is RayString text)
            return text.Value;
        var source = new StringBuilder();
        Write(source, request, version);
        return source.ToString();
    }

    private static void Write(StringBuilder source, RayObject value, WireVersion version)
    {
        switch (value)
        {
            // Wire version 1 quotes by a call, in which a name like 001 would be read as a number.
            case RayList { Count: 2 } list when list[0] is RayBuiltin { Name: "quote" }
                && list[1] is RaySymbol { IsQuoted: false } symbol && !Names.IsIdentifier(symbol.Name):
                WriteSymbol(source, symbol.Name, version);
                break;
            // There the word null is a column.
            case RayList { Count: 2 } query when version == WireVersion.V3
                && query[0] is RaySymbol { IsQuoted: false, Name: "select" or "update" or "delete" }
                && HasNull(query[1]):
                throw new NotSupportedException(
                    "Rayfall source has no null inside a query. Send the query as an object.");
            case RayList list: WriteAll(source, "(", list, ")", version); break;
            case RaySymbol { IsQuoted: true } symbol: WriteSymbol(source, symbol.Name, version); break;
            case RaySymbol name: source.Append(Name(name.Name)); break;
            case RayBuiltin builtin: source.Append(builtin.Name); break;
            case RayDict { Keys: RaySymbolVector keys, Values: RayList values }:
                WriteDict(source, keys, values, version);
                break;
            case RayDict dict: WriteCall(source, "dict", version, dict.Keys, Data(dict.Values)); break;
            case RayTable table: WriteCall(source, "table", version, table.Names, Data(table.Columns)); break;
            case RayVector vector: WriteVector(source, vector, version); break;
            case RayLambda { Parameters: RaySymbolVector parameters } lambda:
                WriteLambda(source, parameters, lambda.Body, version);
                break;
            default: WriteAtom(source, value, version); break;
        }
    }

    private static bool HasNull(RayObject value) => value switch
    {
        RayNull => true,
        RayList list => list.Any(HasNull),
        RayDict dict => HasNull(dict.Values),
        _ => false,
    };

    /// <summary>A list that is no call but data: in source a call of <c>list</c> makes it.</summary>
    private static RayObject Data(RayObject value) => value is RayList list
        ? new RayList([new RaySymbol("list"), .. list.Select(Data)])
        : value;

    private static void WriteCall(
        StringBuilder source, string function, WireVersion version, params RayObject[] operands) =>
        WriteAll(source, "(", [new RaySymbol(function), .. operands], ")", version);

    private static void WriteAll(
        StringBuilder source, string open, IEnumerable<RayObject> items, string close, WireVersion version)
    {
        source.Append(open);
        var separator = string.Empty;
        foreach (var item in items)
        {
            source.Append(separator);
            Write(source, item, version);
            separator = " ";
        }

        source.Append(close);
    }

    private static void WriteDict(StringBuilder source, RaySymbolVector keys, RayList values, WireVersion version)
    {
        source.Append('{');
        for (var i = 0; i < keys.Count; i++)
        {
            source.Append(i == 0 ? string.Empty : " ").Append(Name(keys[i])).Append(": ");
            Write(source, values[i], version);
        }

        source.Append('}');
    }

    private static void WriteLambda(
        StringBuilder source, RaySymbolVector parameters, RayObject body, WireVersion version)
    {
        var names = string.Join(" ", parameters.ToArray().Select(Name));
        var expressions = version == WireVersion.V3 && body is RayList list ? list : new RayList(body);
        WriteAll(source, $"(fn [{names}] ", expressions, ")", version);
    }

    private static void WriteVector(StringBuilder source, RayVector vector, WireVersion version)
    {
        if (vector.Count == 0)
            WriteEmpty(source, vector.Type, version);
        else if (vector is RaySymbolVector symbols && !symbols.ToArray().All(Names.IsPlain))
            WriteCall(source, "as", version, SymbolType(version, vector: true), new RayStringVector(symbols.ToArray()));
        else if (vector is RayVector<RayGuid>)
            WriteCall(source, "enlist", version, Elements(vector));
        else if (vector is RayStringVector && version == WireVersion.V1)
            WriteCall(source, "list", version, Elements(vector));
        else
            WriteAll(source, "[", Elements(vector), "]", version);
    }

    private static string Name(string name) => Names.IsIdentifier(name)
        ? name
        : throw new NotSupportedException($"Rayfall source cannot name '{name}'. Send the query as an object.");

    private static RayObject[] Elements(RayVector vector)
    {
        var elements = new RayObject[vector.Count];
        for (var i = 0; i < elements.Length; i++)
            elements[i] = vector.GetAtom(i);
        return elements;
    }

    private static void WriteEmpty(StringBuilder source, RayType type, WireVersion version) => source.Append(type switch
    {
        RayType.Symbol => "(take ['x] 0)",
        RayType.String when version == WireVersion.V3 => "(take [\"\"] 0)",
        RayType.String => "(list)",
        RayType.F32 when version == WireVersion.V1 => "(as 'F64 [])",
        RayType.Timespan when version == WireVersion.V1 => "(as 'I64 [])",
        _ => string.Format(CultureInfo.InvariantCulture, "(as '{0} [])", type.ToString().ToUpperInvariant()),
    });

    private static RaySymbol SymbolType(WireVersion version, bool vector) =>
        new(version == WireVersion.V3 ? "SYM" : vector ? "SYMBOL" : "symbol", quoted: true);

    private static void WriteSymbol(StringBuilder source, string name, WireVersion version)
    {
        if (Names.IsPlain(name))
            source.Append('\'').Append(name);
        else
            WriteCall(source, "as", version, SymbolType(version, vector: false), new RayString(name));
    }
}
