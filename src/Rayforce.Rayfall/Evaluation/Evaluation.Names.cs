using Rayforce.Ipc;

namespace Rayforce.Rayfall;

/// <content>Names: what they mean, and binding them.</content>
internal sealed partial class Evaluation
{
    /// <summary>
    /// What a name means: in the scopes, among the globals, as a builtin, or by its parts between dots.
    /// </summary>
    public RayObject Resolve(RaySymbol name) => Find(name) ?? throw Fault.Name(name.Name);

    /// <summary>What a name means, or nothing.</summary>
    public RayObject? Find(RaySymbol name) => name.Utf8.SequenceEqual("null"u8)
        ? RayNull.Instance
        : FindBound(name) ?? BuiltinTable.Instance.Find(name.Name)?.Value ?? FindDotted(name.Name);

    /// <summary>
    /// Binds a name for everybody. A name with dots in it names an entry of a dict, which is made where it is missing.
    /// </summary>
    public void BindGlobal(RaySymbol name, RayObject value)
    {
        if (SystemNames.IsReserved(name.Name))
            throw new RayfallException("reserve", null);
        var parts = name.Name.Split('.');
        if (parts.Length > WireLimits.MaxDepth)
            throw Fault.Limit($"set: a path of {parts.Length} names is too deep, max {WireLimits.MaxDepth}");
        globals.Set(parts[0], parts.Length == 1 ? value : Entries.With(globals.Find(parts[0]), parts.AsSpan(1), value));
    }

    private RayObject? FindBound(RaySymbol name)
    {
        for (var scope = _scope; scope is not null; scope = scope.Outer)
        {
            if (scope.Find(name) is { } value)
                return value;
        }

        return globals.Find(name.Name);
    }

    private RayObject? FindDotted(string name)
    {
        if (!name.Contains('.') || name.StartsWith('.'))
            return null;
        var parts = name.Split('.');
        var value = FindBound(new RaySymbol(parts[0]));
        for (var i = 1; i < parts.Length && value is not null; i++)
            value = Entries.Find(value, parts[i]);
        return value;
    }
}
