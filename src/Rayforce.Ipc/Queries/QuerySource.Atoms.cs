using System.Globalization;
using System.Text;
using Rayforce.Ipc;

namespace Rayforce.Queries;

/// <content>Atoms.</content>
internal static partial class QuerySource
{
    private static readonly DateTime Epoch = new(2000, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    private static void WriteAtom(StringBuilder source, RayObject value, WireVersion version)
    {
        switch (value)
        {
            case RayNull: source.Append("null"); break;
            case RayString text: WriteText(source, text.Value); break;
            case RayAtom<RayGuid> guid:
                WriteCall(source, "as", version, GuidType(version), new RayString(guid.Value.ToString()));
                break;
            case RayAtom { IsNull: true }: source.Append(NullOf(value.Type)); break;
            default: source.Append(Literal(value)); break;
        }
    }

    private static RaySymbol GuidType(WireVersion version) =>
        new(version == WireVersion.V3 ? "GUID" : "guid", quoted: true);

    private static string NullOf(RayType type) => type switch
    {
        RayType.I16 => "0Nh",
        RayType.I32 => "0Ni",
        RayType.I64 => "0Nl",
        RayType.F64 => "0Nf",
        RayType.Date => "0Nd",
        RayType.Time => "0Nt",
        RayType.Timestamp => "0Np",
        _ => throw Unsayable(type),
    };

    private static string Literal(RayObject value) => value switch
    {
        RayAtom<bool> atom => atom.Value ? "true" : "false",
        RayAtom<byte> atom => "0x" + atom.Value.ToString("x2", CultureInfo.InvariantCulture),
        RayAtom<short> atom => atom.Value.ToString(CultureInfo.InvariantCulture) + "h",
        RayAtom<int> atom => atom.Value.ToString(CultureInfo.InvariantCulture) + "i",
        RayAtom<long> atom => atom.Value.ToString(CultureInfo.InvariantCulture),
        RayAtom<double> atom => Float(atom.Value),
        RayAtom<RayDate> atom => Date(atom.Value.ToDateTime()),
        RayAtom<RayTime> atom => Time(atom.Value.Milliseconds),
        RayAtom<RayTimestamp> atom => Timestamp(atom.Value),
        _ => throw Unsayable(value.Type),
    };

    private static string Float(double value)
    {
        if (double.IsInfinity(value))
            throw new NotSupportedException(
                "Rayfall source has no literal for an infinite number. Send the query as an object.");
        // Wire version 1 reads an exponent only behind a point.
        var parts = value.ToString("R", CultureInfo.InvariantCulture).Split('E');
        var digits = parts[0].Contains('.') ? parts[0] : parts[0] + ".0";
        return parts.Length == 1 ? digits : digits + "e" + parts[1].TrimStart('+');
    }

    private static string Date(DateTime date) => date.ToString("yyyy.MM.dd", CultureInfo.InvariantCulture);

    private static string Time(int milliseconds)
    {
        var time = Math.Abs((long)milliseconds);
        return string.Format(
            CultureInfo.InvariantCulture,
            "{0}{1:00}:{2:00}:{3:00}.{4:000}",
            milliseconds < 0 ? "-" : string.Empty,
            time / 3_600_000,
            time / 60_000 % 60,
            time / 1000 % 60,
            time % 1000);
    }

    private static string Timestamp(RayTimestamp value)
    {
        const long nanosecondsPerSecond = 1_000_000_000;
        var seconds = value.Nanoseconds / nanosecondsPerSecond;
        var rest = value.Nanoseconds % nanosecondsPerSecond;
        if (rest < 0)
        {
            seconds--;
            rest += nanosecondsPerSecond;
        }

        var time = Epoch.AddTicks(seconds * TimeSpan.TicksPerSecond);
        return string.Format(CultureInfo.InvariantCulture, "{0}D{1:HH:mm:ss}.{2:000000000}", Date(time), time, rest);
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
