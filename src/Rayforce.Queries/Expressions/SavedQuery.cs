using Rayforce.Ipc;

namespace Rayforce.Queries;

/// <summary>
/// <c>set</c>. Its name is a symbol: the Python binding sends a String, or in wire version 1 a call of <c>quote</c>,
/// and native refuses both with a <c>type</c> error.
/// </summary>
internal sealed class SavedQuery(string name, RayQuery value) : RayQuery
{
    private readonly string _name = Names.Check(name, nameof(SaveAs), nameof(name));

    private protected override RayObject Build(WireVersion version) =>
        Form.Call(version, "set", new RaySymbol(_name, quoted: version == WireVersion.V3), value.ToOperand(version));
}
