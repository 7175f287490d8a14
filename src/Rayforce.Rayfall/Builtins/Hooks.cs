using System.Text;
using Rayforce.Rayfall.Clients;

namespace Rayforce.Rayfall.Builtins;

/// <summary>The names of the hooks: the only ones that begin with a dot and may be bound.</summary>
internal static class Hooks
{
    /// <summary>The names, in the order of <see cref="RayfallHook"/>.</summary>
    public static IReadOnlyList<string> Names { get; } =
        [.. Enum.GetNames<RayfallHook>().Select(static name => $".ipc.on.{name.ToLowerInvariant()}")];

    /// <summary>Whether a name is one of them.</summary>
    public static bool Is(ReadOnlySpan<byte> utf8) =>
        utf8.StartsWith(".ipc.on."u8) && Names.Contains(Encoding.UTF8.GetString(utf8));

    /// <summary>The name of a hook.</summary>
    public static string NameOf(RayfallHook hook) => Names[(int)hook];
}
