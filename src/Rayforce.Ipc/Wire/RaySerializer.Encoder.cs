namespace Rayforce.Ipc;

/// <content>Writing.</content>
public static partial class RaySerializer
{
    private static void Write(ref RayWriter writer, RayObject value, int depth)
    {
        if (depth > WireLimits.MaxDepth)
            throw TooDeep();
        switch (value)
        {
            case RayAtom<long> atom: Write(ref writer, atom); break;
            case RayAtom<double> atom: Write(ref writer, atom); break;
            case RayAtom<bool> atom: Write(ref writer, atom); break;
            case RayAtom<byte> atom: Write(ref writer, atom); break;
            case RayAtom<short> atom: Write(ref writer, atom); break;
            case RayAtom<int> atom: Write(ref writer, atom); break;
            case RayAtom<float> atom: Write(ref writer, atom); break;
            case RayAtom<RayDate> atom: Write(ref writer, atom); break;
            case RayAtom<RayTime> atom: Write(ref writer, atom); break;
            case RayAtom<RayTimestamp> atom: Write(ref writer, atom); break;
            case RayAtom<RayTimespan> atom: Write(ref writer, atom); break;
            case RayAtom<RayGuid> atom: Write(ref writer, atom); break;
            case RayAtom<RayChar> atom: Write(ref writer, atom); break;
            case RaySymbol symbol: writer.WriteSymbol(symbol.Utf8, symbol.IsQuoted); break;
            case RayString text: writer.WriteString(text.Utf8, text.IsNull); break;
            case RayVector<long> vector: Write(ref writer, vector); break;
            case RayVector<double> vector: Write(ref writer, vector); break;
            case RayVector<bool> vector: Write(ref writer, vector); break;
            case RayVector<byte> vector: Write(ref writer, vector); break;
            case RayVector<short> vector: Write(ref writer, vector); break;
            case RayVector<int> vector: Write(ref writer, vector); break;
            case RayVector<float> vector: Write(ref writer, vector); break;
            case RayVector<RayDate> vector: Write(ref writer, vector); break;
            case RayVector<RayTime> vector: Write(ref writer, vector); break;
            case RayVector<RayTimestamp> vector: Write(ref writer, vector); break;
            case RayVector<RayTimespan> vector: Write(ref writer, vector); break;
            case RayVector<RayGuid> vector: Write(ref writer, vector); break;
            case RayTextVector texts: writer.WriteVector(texts); break;
            case RayList list: Write(ref writer, list, depth); break;
            case RayDict dict:
                writer.WriteDictHeader(dict.Attributes);
                Write(ref writer, dict.Keys, depth + 1);
                Write(ref writer, dict.Values, depth + 1);
                break;
            case RayTable table:
                writer.WriteTableHeader(table.Names);
                Write(ref writer, table.Columns, depth + 1);
                break;
            case RayLambda lambda: Write(ref writer, lambda, depth); break;
            case RayBuiltin builtin: writer.WriteBuiltin(builtin.Type, builtin.Utf8); break;
            case RayNull: writer.WriteNull(); break;
            case RayError error: writer.WriteError(error); break;
            case null: throw new ArgumentNullException(nameof(value));
            default: throw new NotSupportedException($"{value.GetType()} has no form on the wire.");
        }
    }

    private static void Write<T>(ref RayWriter writer, RayAtom<T> atom)
        where T : unmanaged => writer.WriteAtom(atom.Value, atom.IsFlaggedNull);

    private static void Write<T>(ref RayWriter writer, RayVector<T> vector)
        where T : unmanaged => writer.WriteVector(vector);

    private static void Write(ref RayWriter writer, RayLambda lambda, int depth)
    {
        var captured = ClosureOf(lambda, writer.Version);
        writer.WriteLambdaHeader(captured is not null);
        Write(ref writer, lambda.Parameters, depth + 1);
        Write(ref writer, lambda.Body, depth + 1);
        if (captured is not null)
            Write(ref writer, captured, depth + 1);
    }

    /// <summary>The closure of a lambda; none in wire version 1.</summary>
    private static RayDict? ClosureOf(RayLambda lambda, WireVersion version) =>
        version == WireVersion.V3 ? lambda.Captured : null;

    private static void Write(ref RayWriter writer, RayList list, int depth)
    {
        writer.WriteListHeader(list.Count, list.Attributes);
        if (list.Unmade is AtomBlock atoms && writer.Version == WireVersion.V3)
        {
            writer.WriteAtoms(atoms);
            return;
        }

        foreach (var item in list.Span)
            Write(ref writer, item, depth + 1);
    }

    private static ArgumentException TooDeep() => new($"The object is nested more than {WireLimits.MaxDepth} deep.");
}
