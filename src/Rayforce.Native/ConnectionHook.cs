using System.Text;

namespace Rayforce.Native;

/// <summary>
/// The hooks by which a native server tells of its connections. A library inside another process has no connections of
/// its own: it lets a hook be set, and never calls it.
/// </summary>
internal static class ConnectionHook
{
    /// <summary>More than lies between <c>set</c> and the name after it, in a source and in an expression.</summary>
    private const int Distance = 8;

    private static ReadOnlySpan<byte> Prefix => ".ipc.on."u8;

    /// <summary>Finds out whether a request sets a hook.</summary>
    /// <param name="payload">A source, or a call of <c>set</c> as an expression.</param>
    /// <returns>The answer to that; null where it sets none.</returns>
    public static RayError? Refuse(ReadOnlySpan<byte> payload)
    {
        for (var rest = payload; rest.IndexOf(Prefix) is >= 0 and var at; rest = rest[(at + Prefix.Length)..])
        {
            if (rest[Math.Max(0, at - Distance)..at].IndexOf("set"u8) < 0)
                continue;
            var name = rest[at..];
            var end = name.IndexOfAnyExceptInRange((byte)'.', (byte)'z');
            return new RayError(
                "nyi",
                $"The hook {Encoding.UTF8.GetString(end < 0 ? name : name[..end])} would never fire: connections are " +
                "the host's, not the library's. Set it in a native server, or let the host see to it.");
        }

        return null;
    }
}
