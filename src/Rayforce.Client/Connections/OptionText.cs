using System.Globalization;

namespace Rayforce.Client;

/// <summary>Reads what options are set to in a connection string or in configuration.</summary>
internal static class OptionText
{
    /// <summary>The units of times, the longer name of two that end alike first.</summary>
    private static readonly (string Unit, double Milliseconds)[] Units =
        [("ms", 1), ("s", 1000), ("min", 60_000), ("m", 60_000), ("h", 3_600_000)];

    /// <summary>
    /// A time: <c>250ms</c>, <c>5s</c>, <c>10min</c> (or <c>10m</c>), <c>1h</c>, <c>00:00:05</c>, or <c>infinite</c>.
    /// </summary>
    /// <exception cref="FormatException">It is none.</exception>
    public static TimeSpan Time(string text)
    {
        if (text.Equals("infinite", StringComparison.OrdinalIgnoreCase))
            return Timeout.InfiniteTimeSpan;
        foreach (var (unit, milliseconds) in Units)
        {
            if (!text.EndsWith(unit, StringComparison.OrdinalIgnoreCase))
                continue;
            var number = text.Substring(0, text.Length - unit.Length);
            if (double.TryParse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var count)
                && count * milliseconds <= int.MaxValue)
            {
                return TimeSpan.FromMilliseconds(count * milliseconds);
            }
        }

        // A number alone would be days.
        return text.Contains(':') && TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var time)
            ? time
            : throw new FormatException("it is a time such as 250ms, 5s, 10min, 1h, 00:00:05 or infinite");
    }

    /// <summary><c>true</c> or <c>false</c>.</summary>
    /// <exception cref="FormatException">It is neither.</exception>
    public static bool Bool(string text) => bool.TryParse(text, out var value)
        ? value
        : throw new FormatException("it is true or false");

    /// <summary>One of several names, in any case.</summary>
    /// <exception cref="FormatException">It is none of them.</exception>
    public static T Choice<T>(string text, params (string Name, T Value)[] choices)
    {
        foreach (var (name, value) in choices)
        {
            if (name.Equals(text, StringComparison.OrdinalIgnoreCase))
                return value;
        }

        throw new FormatException($"it is {string.Join(" or ", choices.Select(static choice => choice.Name))}");
    }

    /// <summary>A whole number.</summary>
    /// <exception cref="FormatException">It is none.</exception>
    public static int Number(string text) =>
        int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value)
            ? value
            : throw new FormatException("it is a whole number");
}
