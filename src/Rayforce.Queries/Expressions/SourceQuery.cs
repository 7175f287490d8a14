using Rayforce.Ipc;

namespace Rayforce.Queries;

/// <summary>
/// A text of Rayfall. A server evaluates the String it gets as a request; below other calls <c>eval</c> has to.
/// </summary>
internal sealed class SourceQuery(string rayfall) : RayQuery
{
    internal override RayObject ToOperand(WireVersion version) =>
        Form.Call(version, "eval", Form.Call(version, "parse", new RayString(rayfall)));

    private protected override RayObject Build(WireVersion version) => new RayString(rayfall);
}
