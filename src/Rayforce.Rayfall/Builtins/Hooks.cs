using System.Text;
using Rayforce.Rayfall.Clients;

namespace Rayforce.Rayfall.Builtins;

/// <summary>The names of the hooks: the only ones that begin with a dot and may be bound.</summary>
internal static class Hooks
{
    /// <summary>The names, in the order of <see cref="RayfallHook"/>.</summary>
    public static IReadOnlyList<string> Names { get; } =
        [.. Enum.GetNames<RayfallHook>().Select(static name => $".ipc.on.{name.ToLowerInvariant()}")];

    private static readonly byte[][] Utf8Names = [.. Names.Select(Encoding.UTF8.GetBytes)];

    /// <summary>Whether a name is one of them.</summary>
    public static bool Is(ReadOnlySpan<byte> utf8) =>
        utf8.StartsWith(".ipc.on."u8) && Names.Contains(Encoding.UTF8.GetString(utf8));

    /// <summary>The name of a hook.</summary>
    public static ReadOnlySpan<byte> NameOf(RayfallHook hook) => Utf8Names[(int)hook];
}
