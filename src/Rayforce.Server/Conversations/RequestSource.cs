using Rayforce.Ipc;

namespace Rayforce.Server;

/// <summary>A request as the log shows it, cut short.</summary>
internal static class RequestSource
{
    /// <summary>What is longer is not decoded for that.</summary>
    private const int LargestShown = 64 * 1024;

    private const int MostLetters = 200;

    /// <summary>The source of a text, and how anything else is written in Rayfall.</summary>
    public static string Show(ReadOnlySpan<byte> payload, WireVersion version)
    {
        if (payload.Length > LargestShown)
            return $"a request of {payload.Length} bytes";
        try
        {
            var request = RaySerializer.Deserialize(payload, version, RayReadOptions.TrailingBytes);
            return Cut(request is RayString source ? source.Value : request.ToRayfall());
        }
        catch (RayforceFormatException)
        {
            return "a payload that is no object";
        }
    }

    private static string Cut(string text)
    {
        var line = string.Concat(text.Take(MostLetters).Select(static letter => char.IsControl(letter) ? ' ' : letter));
        return text.Length > MostLetters ? $"{line}…" : line;
    }
}
