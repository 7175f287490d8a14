using System.Text;

namespace Rayforce.Ipc;

/// <content>Lengths.</content>
public static partial class RaySerializer
{
    private const int CodeSize = 1;
    private const int CountSize = sizeof(long);
    private const int VectorHeaderSize = CodeSize + 1 + CountSize;

    /// <summary>What is believed of a guess: a larger object is measured.</summary>
    private const long LargestGuess = 64 << 20;

    /// <summary>Elements of a list beyond this are not looked at for a guess.</summary>
    private const int FewElements = 64;

    /// <summary>Bytes of an element that is not looked at: most are numbers.</summary>
    private const int UsualElement = 12;

    /// <summary>About the bytes that an object takes, without a walk over long lists.</summary>
    private static long GetRoughSize(RayObject value, int depth = 1)
    {
        switch (value)
        {
            case RayTextVector texts: return VectorHeaderSize + texts.BlockSize;
            case RayVector vector: return VectorHeaderSize + (long)vector.Count * WireTypes.GetWidth(WireVersion.V3, vector.Type);
            case RayTable table: return GetRoughSize(table.Names) + GetRoughSize(table.Columns, depth + 1);
            case RayDict dict when depth < FewElements: return GetRoughSize(dict.Keys, depth + 1) + GetRoughSize(dict.Values, depth + 1);
            case RayList { Unmade: AtomBlock atoms }: return VectorHeaderSize + atoms.Bytes.Length;
            case RayList { Count: > FewElements } list: return VectorHeaderSize + (long)list.Count * UsualElement;
            case RayList list when depth < FewElements:
                long size = VectorHeaderSize;
                foreach (var item in list.Span)
                    size += GetRoughSize(item, depth + 1);
                return size;
            default: return VectorHeaderSize + UsualElement;
        }
    }

    /// <summary>The bytes that an object takes as a payload.</summary>
    /// <param name="value">The object.</param>
    /// <param name="version">The wire version.</param>
    /// <param name="options">What of several forms is written.</param>
    /// <exception cref="ArgumentException">The object is nested more than 512 deep.</exception>
    public static long GetPayloadSize(
        RayObject value, WireVersion version = WireVersion.V3, RayWriteOptions options = RayWriteOptions.None) =>
        GetSize(value, version, options, depth: 1);

    private static long GetSize(RayObject value, WireVersion version, RayWriteOptions options, int depth)
    {
        if (depth > WireLimits.MaxDepth)
            throw TooDeep();
        // Wire version 3 writes a flag byte in every atom.
        var atomHeader = version == WireVersion.V3 ? CodeSize + 1 : CodeSize;
        switch (value)
        {
            // What long lists are made of comes first.
            case RayAtom<long> or RayAtom<double> or RayAtom<RayTimestamp>:
                return atomHeader + sizeof(long);
            case RaySymbol symbol: return atomHeader + symbol.Utf8.Length + 1;
            case RayString text: return VectorHeaderSize + text.Utf8.Length;
            // A string of one byte there.
            case RayAtom<RayChar> when version == WireVersion.V3: return atomHeader + CountSize + 1;
            case RayAtom: return atomHeader + WireTypes.GetWidth(version, value.Type);
            case RayStringVector texts when version == WireVersion.V1:
                // Each element gets a header of its own, which has its byte count already.
                return VectorHeaderSize + texts.BlockSize + (long)texts.Count * (VectorHeaderSize - CountSize);
            case RayTextVector texts: return VectorHeaderSize + texts.BlockSize;
            case RayVector vector:
                return VectorHeaderSize + (long)vector.Count * WireTypes.GetWidth(version, vector.Type);
            case RayList list: return GetSize(list, version, options, depth);
            case RayDict dict:
                return CodeSize + 1 + GetPairSize(dict.Keys, dict.Values, version, options, depth);
            case RayTable table:
                return CodeSize + 1 + GetPairSize(table.Names, table.Columns, version, options, depth);
            case RayLambda lambda:
                return CodeSize + 1 + GetPairSize(lambda.Parameters, lambda.Body, version, options, depth)
                    + (ClosureOf(lambda, version) is { } captured ? GetSize(captured, version, options, depth + 1) : 0);
            case RayBuiltin builtin: return CodeSize + builtin.Utf8.Length + 1;
            case RayNull: return CodeSize;
            case RayError error: return GetSize(error, version, options);
            case null: throw new ArgumentNullException(nameof(value));
            default: throw new NotSupportedException($"{value.GetType()} has no form on the wire.");
        }
    }

    private static long GetPairSize(
        RayObject first, RayObject second, WireVersion version, RayWriteOptions options, int depth) =>
        GetSize(first, version, options, depth + 1) + GetSize(second, version, options, depth + 1);

    private static long GetSize(RayList list, WireVersion version, RayWriteOptions options, int depth)
    {
        if (list.Unmade is AtomBlock atoms && version == WireVersion.V3)
            return VectorHeaderSize + atoms.Bytes.Length;
        long size = VectorHeaderSize;
        foreach (var item in list.Span)
            size += GetSize(item, version, options, depth + 1);
        return size;
    }

    private static long GetSize(RayError error, WireVersion version, RayWriteOptions options)
    {
        if (version == WireVersion.V3)
            return CodeSize + sizeof(ulong);
        if ((options & RayWriteOptions.LongErrors) != 0)
            return CodeSize + 1 + LongError.Padding.Length;
        const int fixedSize = CodeSize + 1 + sizeof(long);
        return ErrorCodes.ToNumber(error.Code) == ErrorCodes.User
            ? fixedSize + Encoding.UTF8.GetByteCount(ErrorCodes.UserMessage(error)) + 1
            : fixedSize;
    }
}
