using Rayforce.Ipc;

namespace Rayforce.Queries;

/// <summary>A table of the server.</summary>
internal sealed class NamedTable(string name) : TableSource
{
    internal override RayObject ToOperand(WireVersion version) => new RaySymbol(name);

    /// <summary>
    /// Wire version 1 has no literal for it: native there corrupts its memory on an update of a quoted name.
    /// </summary>
    internal override RayObject ToTarget(WireVersion version) => new RaySymbol(name, quoted: version == WireVersion.V3);
}
