using Rayforce.Rayfall.Bounds;
using Rayforce.Rayfall.Clients;

namespace Rayforce.Rayfall;

/// <summary>In whose name a request is evaluated, and how. Immutable: made with an initializer, or <c>with</c>.</summary>
public sealed record RayfallContext
{
    /// <summary>
    /// Whether what writes or reaches the system is refused with the error <c>access</c>; nothing is published then.
    /// </summary>
    public bool IsRestricted { get; init; }

    /// <summary>Holds the request up now and then; null for nobody.</summary>
    public IRayfallPace? Pace { get; init; }

    /// <summary>
    /// Gets rows of the result, in their order, before those behind them are computed, where it is a table that can be
    /// handed on in parts: that of a <c>select</c> which neither groups nor sorts, and whose rows do not depend on each
    /// other. All parts have the same columns. It is called on the thread that evaluates, which goes on when it returns.
    /// </summary>
    public Action<RayTable>? Part { get; init; }

    /// <summary>
    /// The bytes that the request has taken before it is evaluated, as it came and as it was decoded: they count as a part
    /// of what it may take, <see cref="RayfallOptions.MaxMemory"/>. Default 0.
    /// </summary>
    public long MemoryTaken { get; init; }

    /// <summary>
    /// The client whose request it is. Null: it came by no connection, and what needs one says so.
    /// </summary>
    public IRayfallClient? Client { get; init; }
}
