using Rayforce.Rayfall;

namespace Rayforce.Server.Journals;

/// <summary>
/// The hooks in a snapshot of native's: among its own names, all of them, which it does not start from itself.
/// </summary>
internal static class NativeHooks
{
    /// <summary>The global under which native has them.</summary>
    public const string Name = ".ipc";

    private const string Hooks = "on";

    /// <summary>Binds those that are functions.</summary>
    /// <param name="namespace">What the global is bound to.</param>
    /// <param name="evaluate">Evaluates a request.</param>
    public static void Restore(RayObject @namespace, Func<RayObject, bool, RayfallResult> evaluate)
    {
        if (@namespace is not RayDict names || !names.TryGetValue(Hooks, out var found) || found is not RayDict
            { Keys: RaySymbolVector keys, Values: RayList functions })
        {
            return;
        }

        for (var i = 0; i < keys.Count; i++)
        {
            if (functions[i] is RayLambda)
                evaluate(new RayList(new RaySymbol("set"), new RaySymbol($"{Name}.{Hooks}.{keys[i]}", quoted: true), functions[i]), false);
        }
    }
}
