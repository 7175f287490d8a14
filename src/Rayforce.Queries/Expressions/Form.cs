using Rayforce.Ipc;

namespace Rayforce.Queries;

/// <summary>The pieces that queries are made of, as each generation writes them.</summary>
internal static class Form
{
    /// <summary>A call: the function and its operands.</summary>
    public static RayList Call(WireVersion version, string function, params RayObject[] operands) =>
        new([Function(version, function), .. operands]);

    /// <summary>
    /// What stands for a function: wire version 3 sends its name, wire version 1 the builtin itself. A function that is
    /// no builtin of wire version 1 is the server's own, and goes by its name.
    /// </summary>
    public static RayObject Function(WireVersion version, string name) =>
        version == WireVersion.V3 ? new RaySymbol(name) : Wire1Builtins.Find(name) ?? (RayObject)new RaySymbol(name);

    /// <summary>A call of a builtin.</summary>
    /// <exception cref="NotSupportedException">The wire version has no such builtin.</exception>
    public static RayList Builtin(WireVersion version, string name, params RayObject[] operands) =>
        version == WireVersion.V3 || Wire1Builtins.Find(name) is not null
            ? Call(version, name, operands)
            : throw new NotSupportedException(
                $"'{name}' is a builtin of wire version 3; servers of wire version 1 do not have it.");

    /// <summary>
    /// A symbol that means itself. Wire version 1 has no mark for it and wraps it in a call of <c>quote</c>.
    /// </summary>
    public static RayObject Literal(WireVersion version, string symbol) => version == WireVersion.V3
        ? new RaySymbol(symbol, quoted: true)
        : Call(version, "quote", new RaySymbol(symbol));

    /// <summary>A dict of named parts.</summary>
    public static RayDict Dict(IReadOnlyList<(string Name, RayObject Value)> parts) => new(
        new RaySymbolVector([.. parts.Select(static part => part.Name)]),
        new RayList([.. parts.Select(static part => part.Value)]));
}
