using System.Globalization;
using System.Text;
using Rayforce.Ipc;

namespace Rayforce.Queries;

/// <content>Atoms.</content>
internal static partial class QuerySource
{
    private static void WriteAtom(StringBuilder source, RayObject value, WireVersion version)
    {
        switch (value)
        {
            case RayNull: source.Append("null"); break;
            case RayString text: WriteText(source, text.Value); break;
            case RayAtom<RayGuid> guid:
                WriteCall(source, "as", version, GuidType(version), new RayString(guid.Value.ToString()));
                break;
            case RayAtom { IsNull: true }: source.Append(NullOf(value.Type, version)); break;
            default: source.Append(Literal(value, version)); break;
        }
    }

    private static RaySymbol GuidType(WireVersion version) =>
        new(version == WireVersion.V3 ? "GUID" : "guid", quoted: true);

    /// <summary>Wire version 1 has neither F32 nor Timespan: they are what they travel as there.</summary>
    private static string NullOf(RayType type, WireVersion version) => type switch
    {
        RayType.F32 => version == WireVersion.V3 ? "0Ne" : "0Nf",
        RayType.Timespan => version == WireVersion.V3 ? "0Nn" : "0Nl",
        RayType.I16 => "0Nh",
        RayType.I32 => "0Ni",
        RayType.I64 => "0Nl",
        RayType.F64 => "0Nf",
        RayType.Date => "0Nd",
        RayType.Time => "0Nt",
        RayType.Timestamp => "0Np",
        _ => throw Unsayable(type),
    };

    /// <summary>As native prints it, but for what native prints without its type or cut to two decimals.</summary>
    private static string Literal(RayObject value, WireVersion version) => value switch
    {
        RayAtom<short> => value.ToRayfall() + "h",
        RayAtom<int> => value.ToRayfall() + "i",
        RayAtom<double> atom => Float(atom.Value),
        // Cores before 3.0.1 read it as an F64.
        RayAtom<float> atom => Float(atom.Value, version == WireVersion.V3),
        RayAtom<RayTimespan> atom when version == WireVersion.V1 =>
            atom.Value.Nanoseconds.ToString(CultureInfo.InvariantCulture),
        RayAtom => value.ToRayfall(),
        _ => throw Unsayable(value.Type),
    };

    /// <summary>The shortest digits that read back as the same number.</summary>
    private static string Float(double value) =>
        Float(value.ToString("R", CultureInfo.InvariantCulture), double.IsInfinity(value));

    private static string Float(float value, bool isMarked) =>
        Float(
            isMarked ? value.ToString("R", CultureInfo.InvariantCulture)
                : ((double)value).ToString("R", CultureInfo.InvariantCulture),
            float.IsInfinity(value)) + (isMarked ? "e" : "");

    private static string Float(string digits, bool isInfinite)
    {
        if (isInfinite)
            throw new NotSupportedException(
                "Rayfall source has no literal for an infinite number. Send the query as an object.");
        // Wire version 1 reads an exponent only behind a point.
        var parts = digits.Split('E');
        var mantissa = parts[0].Contains('.') ? parts[0] : parts[0] + ".0";
        return parts.Length == 1 ? mantissa : mantissa + "e" + parts[1].TrimStart('+');
    }

    private static void WriteText(StringBuilder source, string text)
    {
        source.Append('"');
        foreach (var character in text)
        {
            source.Append(character switch
            {
                '"' => "\\\"",
                '\\' => "\\\\",
                '\n' => "\\n",
                '\r' => "\\r",
                '\t' => "\\t",
                '\0' => throw new NotSupportedException(
                    "Rayfall source cannot hold a NUL. Send the query as an object."),
                _ => character.ToString(),
            });
        }

        source.Append('"');
    }

    private static NotSupportedException Unsayable(RayType type) =>
        new($"Rayfall source has no literal of type {type}. Send the query as an object.");
}
