using Rayforce.Ipc;

namespace Rayforce.Queries;

/// <summary>
/// An update, insert, upsert or delete. Below another query, <see cref="RayQuery.SaveAs"/> included, it changes a copy.
/// </summary>
public abstract class ChangeQuery : RayQuery
{
    private protected ChangeQuery(TableSource table) => Source = table;

    private protected TableSource Source { get; }

    internal sealed override RayObject ToOperand(WireVersion version) => BuildFor(version, Source.ToOperand(version));

    private protected sealed override RayObject Build(WireVersion version) =>
        BuildFor(version, Source.ToTarget(version));

    private protected abstract RayObject BuildFor(WireVersion version, RayObject table);
}
