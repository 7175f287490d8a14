using Rayforce.Ipc;

namespace Rayforce.Queries;

/// <summary>A column, or a variable of the server.</summary>
internal sealed class NameExpression(string name) : RayExpression
{
    public string Name { get; } = name;

    private protected override RayObject Build(WireVersion version) => new RaySymbol(Name);
}
